package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The call waits: until the rule is disarmed, its time to live ends, or {@code duration} has passed, and then goes on.
 *
 * @param duration the longest wait; {@link #UNTIL_DISARMED} to wait for the rule's end
 */
public record Hang(Duration duration) implements WaitingFault {

    /** No end of its own: the rule's time to live is the bound. */
    public static final Duration UNTIL_DISARMED = Duration.ZERO;

    public Hang {
        Objects.requireNonNull(duration, "duration");
        if (duration.isNegative()) {
            throw new IllegalArgumentException("hang duration was " + duration + " but must not be negative");
        }
    }

    @Override
    public String name() {
        return "hang";
    }

    @Override
    public Map<String, Object> parameters() {
        return duration.equals(UNTIL_DISARMED) ? Map.of() : Map.of("duration", duration);
    }
}
