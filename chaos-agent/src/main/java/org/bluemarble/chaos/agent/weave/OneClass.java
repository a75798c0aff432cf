package org.bluemarble.chaos.agent.weave;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/**
 * A class that rules mean, while it is woven.
 *
 * @param type its binary name
 * @param weaves in whose names is reported what keeps it from being woven
 */
record OneClass(String type, Place place, List<String> weaves) {

    /** {@return where the class is, in words} */
    String where() {
        return type + " in " + place;
    }

    /**
     * Returns what the work makes of the class; null if it stays as it is. Never throws.
     *
     * @param otherwise what follows for the game if the work is broken
     */
    byte @Nullable [] woven(String otherwise, Supplier<byte @Nullable []> work) {
        try {
            Optional<String> complaint = place.complaint();
            if (complaint.isEmpty()) {
                return work.get();
            }
            failed(complaint.get());
        } catch (Throwable bug) {
            // The outer edge: the JVM would drop what a transformer throws, and the class would stay as it is,
            // unnoticed.
            InternalProblems.report(otherwise, bug);
            failed("internal error: " + bug);
        }
        return null;
    }

    private void failed(String why) {
        weaves.forEach(weave -> Weaves.failed(weave, where(), why));
    }
}
