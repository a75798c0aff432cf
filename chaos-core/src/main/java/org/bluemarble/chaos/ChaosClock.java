package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;

/** Where an engine takes the time from, and who wakes it. Thread-safe. Tests bring one that they step. */
public interface ChaosClock {

    /** {@return the time of day, for journals, audit and hours; it may jump in both directions} */
    Instant now();

    /** {@return nanoseconds since some moment; measures durations, and never jumps} */
    default long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Runs an action once, after a delay as {@link #nanoTime()} measures it, on another thread.
     *
     * @return cancels the action if it has not run; may be called more than once
     */
    Runnable runAfter(Duration delay, Runnable action);

    /** {@return the system's clock, with one daemon thread that exists only while something is scheduled} */
    static ChaosClock system() {
        return SystemClock.INSTANCE;
    }
}
