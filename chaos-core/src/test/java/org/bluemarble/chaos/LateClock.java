package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that measures time and wakes nobody, as one whose thread is held up. */
final class LateClock implements ChaosClock {

    private final AtomicLong nanos = new AtomicLong();

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

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
        return () -> {};
    }
}
