package org.bluemarble.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The calling thread stands still for a time, then the call goes on. Unlike a {@link Hang} it always has an end of its own,
 * so that no ceiling has to name it. Ends early when its rule does.
 *
 * @param duration how long, above zero and at most {@link #LONGEST}
 * @param how what the thread does meanwhile
 */
public record Stall(Duration duration, How how) implements WaitingFault {

    /** What takes longer is a {@link Hang}, which the ceiling must name. */
    public static final Duration LONGEST = Duration.ofMinutes(1);

    /** What a stalled thread does. */
    public enum How {
        /** It is parked, as if it waited for a lock. */
        PARK,
        /** It turns on one processor, as in an endless loop. */
        SPIN;

        /** {@return the spelling in rules} */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Stall {
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(how, "how");
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "stall duration was " + duration + " but must lie above zero and up to " + LONGEST);
        }
    }

    @Override
    public String name() {
        return "stall";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("duration", duration);
        if (how != How.PARK) {
            parameters.put("how", how.spelling());
        }
        return parameters;
    }
}
