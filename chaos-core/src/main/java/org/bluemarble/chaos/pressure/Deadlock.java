package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Two threads of ours hold one registered lock each and wait for the other's: a real deadlock, which tools see, and which
 * ends with the rule. Whoever needs one of the locks waits as long. Both must be {@link java.util.concurrent.locks.Lock}s:
 * a thread that waits for a monitor cannot be called back. Destructive: the ceiling must name {@code deadlock}.
 *
 * @param lock the name of the one lock; see {@link RegisteredLocks}
 * @param other the name of the other lock
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record Deadlock(String lock, String other, Duration duration) implements Pressure {

    public Deadlock {
        Objects.requireNonNull(lock, "lock");
        Objects.requireNonNull(other, "other");
        Values.requireDuration(duration);
        if (lock.equals(other)) {
            throw new IllegalArgumentException("lock and other were both " + lock + " but must be two");
        }
    }

    @Override
    public String name() {
        return "deadlock";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values().add("lock", lock, null).add("other", other, null).with(duration);
    }
}
