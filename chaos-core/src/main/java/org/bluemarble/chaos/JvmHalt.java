package org.bluemarble.chaos;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the JVM as {@code kill -9} would. After {@code halt} is called other threads still run for some milliseconds (6 to 9
 * were measured, thousands of file writes), so every injection point is closed first: what passes a point does not act.
 */
final class JvmHalt {

    /** A healthy standard error takes less than a millisecond. */
    private static final long LONGEST_LAST_WORDS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static volatile boolean halting;

    private JvmHalt() {}

    /** Halts for an injection; does not return. */
    static void now(Injection injection) {
        halting = true;
        InjectionPoint.all().forEach(InjectionPoint::closeForever);
        try {
            JournalFile.writeBeforeHalt();
            say("chaos: " + injection + " halts this JVM");
        } finally {
            Runtime.getRuntime().halt(status(injection));
        }
    }

    private static int status(Injection injection) {
        return injection.fault() instanceof Crash crash ? crash.status() : Crash.EXIT_STATUS;
    }

    /**
     * A reader of the server's log would otherwise look for a bug. On another thread, for a limited time: standard error
     * may be a full pipe, or lead into a logging framework whose lock is held by a thread that stays at a closed point.
     */
    private static void say(String line) {
        Thread writer = daemon("chaos-halt", () -> System.err.println(line));
        long deadline = System.nanoTime() + LONGEST_LAST_WORDS_NANOS;
        writer.start();
        while (writer.isAlive() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(20_000);
            // Parking returns at once while the flag is set; nobody will ask for it any more.
            Thread.interrupted();
        }
    }

    /** Halts from another thread after a delay, while the caller goes on. */
    static void within(Injection injection, long delayNanos) {
        long deadline = System.nanoTime() + delayNanos;
        daemon("chaos-halt", () -> {
                    while (System.nanoTime() - deadline < 0) {
                        LockSupport.parkNanos(deadline - System.nanoTime());
                    }
                    now(injection);
                })
                .start();
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Keeps a thread that was inside a point when the JVM began to halt. */
    static void stayIfHalting() {
        if (halting) {
            throw stay();
        }
    }

    /** Does not return. */
    static AssertionError stay() {
        while (true) {
            LockSupport.park(JvmHalt.class);
            // An interrupted thread would spin here.
            Thread.interrupted();
        }
    }

    /** A point that is made while the JVM halts is closed as well. */
    static void closeIfHalting(InjectionPoint point) {
        if (halting) {
            point.closeForever();
        }
    }
}
