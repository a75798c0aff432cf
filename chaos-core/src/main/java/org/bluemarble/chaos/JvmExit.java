package org.bluemarble.chaos;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the JVM with its shutdown hooks. On a thread of its own: a hook may wait for the calling thread, which
 * {@link Runtime#exit} would never let go.
 */
final class JvmExit {

    private JvmExit() {}

    static void begin(Injection injection, Exit exit) {
        long patienceNanos = exit.patience().toNanos();
        System.err.println("chaos: " + injection + " makes this JVM exit");
        JvmHalt.daemon("chaos-exit", () -> Runtime.getRuntime().exit(exit.status()))
                .start();
        // Daemon threads still run while hooks do.
        JvmHalt.daemon("chaos-exit-patience", () -> {
                    long deadline = System.nanoTime() + patienceNanos;
                    while (System.nanoTime() - deadline < 0) {
                        LockSupport.parkNanos(Math.min(deadline - System.nanoTime(), TimeUnit.SECONDS.toNanos(1)));
                    }
                    Runtime.getRuntime().halt(exit.status());
                })
                .start();
    }
}
