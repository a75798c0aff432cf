package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A registered lock is taken again and again, so that the server's threads wait for it; see {@link RegisteredLocks}.
 *
 * @param lock the name that the lock was registered under
 * @param hold how long it is held each time, from 1 ms to 10 s
 * @param gap how long it is free in between, from 0 to 10 s
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record Contention(String lock, Duration hold, Duration gap, Duration duration) implements Pressure {

    /** How long the lock is held where a rule does not say. */
    public static final Duration DEFAULT_HOLD = Duration.ofMillis(50);
    /** How long it is free where a rule does not say. */
    public static final Duration DEFAULT_GAP = Duration.ofMillis(10);

    public Contention {
        Objects.requireNonNull(lock, "lock");
        Values.requireBetween("milliseconds of hold", hold.toMillis(), 1, 10_000);
        Values.requireBetween("milliseconds of gap", gap.toMillis(), 0, 10_000);
        Values.requireDuration(duration);
    }

    @Override
    public String name() {
        return "contention";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values()
                .add("lock", lock, null)
                .add("hold", hold, DEFAULT_HOLD)
                .add("gap", gap, DEFAULT_GAP)
                .with(duration);
    }
}
