package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bluemarble.chaos.Probability;
import org.jspecify.annotations.Nullable;

/** Checks the values of a pressure, and collects those that a rule has to spell. */
final class Values {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<String, Object> spelled = new LinkedHashMap<>();

    static void requireDuration(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "pressure duration was " + duration + " but must lie between zero and " + LONGEST);
        }
    }

    static void requireShare(String name, Probability share, double least, double most) {
        Objects.requireNonNull(share, name);
        if (share.value() < least || share.value() > most) {
            throw new IllegalArgumentException(
                    name + " was " + share + " but must lie between " + least + " and " + most);
        }
    }

    static void requireBetween(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " was " + value + " but must lie between " + least + " and " + most);
        }
    }

    /** Adds a value that differs from what holds where a rule says nothing. */
    Values add(String name, @Nullable Object value, @Nullable Object fallback) {
        if (value != null && !value.equals(fallback)) {
            spelled.put(name, value);
        }
        return this;
    }

    Map<String, Object> with(Duration duration) {
        add("duration", duration, Pressure.UNTIL_DISARMED);
        return Collections.unmodifiableMap(spelled);
    }
}
