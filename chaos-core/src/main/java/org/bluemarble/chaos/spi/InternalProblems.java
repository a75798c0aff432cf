package org.bluemarble.chaos.spi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what went wrong inside the engine or a target module, and says so on standard error: a logging framework may not
 * be touched before the game server has set up its own.
 */
public final class InternalProblems {

    /** A broken weave could otherwise fill a disk. */
    private static final int REPORTED_AT_MOST = 20;

    private static final AtomicLong COUNT = new AtomicLong();

    private InternalProblems() {}

    /**
     * Reports one; never throws.
     *
     * @param consequence what happened because of it, in words
     */
    public static void report(String consequence, Throwable error) {
        if (COUNT.incrementAndGet() <= REPORTED_AT_MOST) {
            System.err.println("chaos: internal error, " + consequence + "; the game server is not affected: " + error);
            for (StackTraceElement frame : error.getStackTrace()) {
                System.err.println("chaos:     at " + frame);
            }
        }
    }

    /** {@return how many there were since the JVM started; zero unless something of ours is broken} */
    public static long count() {
        return COUNT.get();
    }
}
