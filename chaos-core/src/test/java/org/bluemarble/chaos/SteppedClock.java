package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until a test steps it. What is due runs on the thread that steps. */
final class SteppedClock implements ChaosClock {

    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Runnable runAfter(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(now.plus(delay), action);
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
            alarms.removeIf(alarm -> !alarm.at().isAfter(now) && due.add(alarm));
        }
        due.forEach(alarm -> alarm.action().run());
    }

    synchronized int scheduled() {
        return alarms.size();
    }

    private record Alarm(Instant at, Runnable action) {}
}
