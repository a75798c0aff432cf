package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A clock whose time is what it is set to, and that calls nobody: what was scheduled last is run by hand. */
final class StoppedClock implements ChaosClock {

    private volatile long nanos = 7_000_000_000L;
    private volatile @Nullable Runnable last;

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Runnable runAfter(Duration delay, Runnable action) {
        last = action;
        return () -> {};
    }

    void step(Duration by) {
        nanos += by.toNanos();
    }

    /** Runs what was scheduled last, as the clock would. */
    void alarm() {
        Runnable action = last;
        if (action != null) {
            action.run();
        }
    }
}
