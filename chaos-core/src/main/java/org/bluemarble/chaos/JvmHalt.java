package org.bluemarble.chaos;

import java.util.concurrent.locks.LockSupport;

/**
 * Ends the JVM as {@code kill -9} would. After {@code halt} is called other threads still run for some milliseconds (6 to 9
 * were measured, thousands of file writes), so every injection point is closed first: what passes a point does not act.
 */
final class JvmHalt {

    private static volatile boolean halting;

    private JvmHalt() {}

    /** Halts for an injection; does not return. */
    static void now(Injection injection) {
        halting = true;
        InjectionPoint.all().forEach(InjectionPoint::closeForever);
        // One write system call; a reader of the server's log would otherwise look for a bug.
        System.err.println("chaos: " + injection + " halts this JVM");
        Runtime.getRuntime().halt(Crash.EXIT_STATUS);
    }

    /** Halts from another thread after a delay, while the caller goes on. */
    static void within(Injection injection, long delayNanos) {
        long deadline = System.nanoTime() + delayNanos;
        Thread halter = new Thread(
                () -> {
                    while (System.nanoTime() - deadline < 0) {
                        LockSupport.parkNanos(deadline - System.nanoTime());
                    }
                    now(injection);
                },
                "chaos-halt");
        halter.setDaemon(true);
        halter.start();
    }

    /** A point that is made while the JVM halts is closed as well. */
    static void closeIfHalting(InjectionPoint point) {
        if (halting) {
            point.closeForever();
        }
    }
}
