package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A clock whose time is what it is set to, and that calls nobody: what was scheduled last is run by hand. */
final class StoppedClock implements ChaosClock {

    private final AtomicLong nanos = new AtomicLong(7_000_000_000L);
    private volatile @Nullable Runnable last;

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Runnable runAfter(Duration delay, Runnable action) {
        last = action;
        return () -> {};
    }

    void step(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** Runs what was scheduled last, as the clock would. */
    void alarm() {
        Runnable action = last;
        if (action != null) {
            action.run();
        }
    }
}
