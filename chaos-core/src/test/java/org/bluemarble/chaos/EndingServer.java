package org.bluemarble.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The main class of a child JVM that a rule ends, or gives an error of the virtual machine. */
final class EndingServer {

    private static final InjectionPoint POINT = Chaos.point("ending.call");

    private EndingServer() {}

    /** Takes a folder for files and the fault; a last argument {@code stuck} makes a shutdown hook that never ends. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        boolean stuck = arguments.length > 2;
        boolean exits = arguments[1].startsWith("exit");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            note(folder, "hook");
            while (stuck) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
            // The JVM ends with its last hook, and the call may be slower.
            long start = System.nanoTime();
            while (exits
                    && Files.notExists(folder.resolve("went-on"))
                    && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }));
        Chaos chaos = Chaos.builder("global")
                .ceiling(Ceiling.DEFAULT.allowing("crash", "exit", "out-of-memory"))
                .buildGlobal();
        chaos.arm("end: ending.call " + arguments[1]);
        try {
            POINT.pass();
            note(folder, "went-on");
        } catch (OutOfMemoryError | StackOverflowError error) {
            note(folder, error.getClass().getSimpleName());
            return;
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(60));
    }

    private static void note(Path folder, String name) {
        try {
            Files.writeString(folder.resolve(name), name);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
