package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock that stands still until a test steps it, and whose time of day may jump. What is due runs on the thread that steps.
 */
final class SteppedClock implements ChaosClock {

    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos = -5_000_000_000L;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Runnable runAfter(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(nanos + delay.toNanos(), action);
        alarms.add(alarm);
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    /** Moves the clock and runs what became due, outside the monitor. */
    void step(Duration by) {
        List<Alarm> due = new ArrayList<>();
        synchronized (this) {
            now = now.plus(by);
            nanos += by.toNanos();
            alarms.removeIf(alarm -> alarm.at() - nanos <= 0 && due.add(alarm));
        }
        due.forEach(alarm -> alarm.action().run());
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /** Sets the time of day, forwards or backwards; durations go on as before. */
    synchronized void jumpTo(Instant time) {
        now = time;
    }

    synchronized int scheduled() {
        return alarms.size();
    }

    private record Alarm(long at, Runnable action) {}
}
