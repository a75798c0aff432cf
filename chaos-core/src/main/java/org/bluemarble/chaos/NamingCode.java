package org.bluemarble.chaos;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.stream.Stream;
import org.bluemarble.chaos.spi.DirectCallers;
import org.bluemarble.chaos.spi.Weaves;

/**
 * Notes which class of the server names a point that is woven as well: its own calls pass that point even where the weaves
 * are gone. Nothing is noted of other points, which only such classes pass.
 */
final class NamingCode {

    private static final String OURS = "org.bluemarble.chaos.";
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private NamingCode() {}

    static void note(String point) {
        if (Weaves.concern(point)) {
            STACK.walk(NamingCode::caller)
                    .filter(name -> !name.startsWith(OURS))
                    .ifPresent(name -> DirectCallers.add(point, "code of " + name));
        }
    }

    private static Optional<String> caller(Stream<StackFrame> frames) {
        return frames.map(StackFrame::getDeclaringClass)
                .filter(type -> type != NamingCode.class && type != Chaos.class)
                .map(Class::getName)
                // Where a stream calls a method reference, it stands in between.
                .filter(name -> !name.startsWith("java."))
                .findFirst();
    }
}
