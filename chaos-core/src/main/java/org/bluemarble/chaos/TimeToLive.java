package org.bluemarble.chaos;

import java.time.Duration;

/** How long an armed rule lives, by a clock that does not jump: whatever the time of day does meanwhile. Thread-safe. */
final class TimeToLive {

    private final ChaosClock clock;
    private final Duration whole;
    private final long wholeNanos;
    private final long beganNanos;

    /** Begins now. */
    TimeToLive(Duration whole, ChaosClock clock) {
        this.clock = clock;
        this.whole = whole;
        this.wholeNanos = whole.toNanos();
        this.beganNanos = clock.nanoTime();
    }

    /** {@return when it began, on the clock's scale} */
    long beganNanos() {
        return beganNanos;
    }

    Duration age() {
        return Duration.ofNanos(ageNanos());
    }

    /** {@return what is left; zero if it is over} */
    Duration left() {
        Duration left = whole.minusNanos(ageNanos());
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isOver() {
        return ageNanos() >= wholeNanos;
    }

    private long ageNanos() {
        return clock.nanoTime() - beganNanos;
    }
}
