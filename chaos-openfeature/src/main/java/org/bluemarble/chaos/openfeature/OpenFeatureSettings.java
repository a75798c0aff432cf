package org.bluemarble.chaos.openfeature;

import java.time.Duration;
import java.util.Objects;

/**
 * How flags are asked of an OpenFeature client.
 *
 * @param prefix what stands before a rule's id in the flag's key there; may be empty
 * @param period how often every flag is asked anew, from 10 ms; a change that the provider tells of is asked for at once
 * @param patience how long a provider that fails or does not answer is waited for, from 10 ms; after that what it has switched
 *     on is off until it answers
 */
public record OpenFeatureSettings(String prefix, Duration period, Duration patience) {

    private static final Duration LEAST = Duration.ofMillis(10);

    /** Keys as {@code chaos.lose-ack}, asked every 5 s, with a patience of 30 s. */
    public static final OpenFeatureSettings DEFAULT =
            new OpenFeatureSettings("chaos.", Duration.ofSeconds(5), Duration.ofSeconds(30));

    public OpenFeatureSettings {
        Objects.requireNonNull(prefix, "prefix");
        requireLeast("period", period);
        requireLeast("patience", patience);
    }

    private static void requireLeast(String name, Duration duration) {
        if (duration.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(name + " was " + duration + " but must be at least " + LEAST);
        }
    }

    /** {@return these settings with another prefix} */
    public OpenFeatureSettings withPrefix(String prefix) {
        return new OpenFeatureSettings(prefix, period, patience);
    }

    /** {@return these settings with another period} */
    public OpenFeatureSettings withPeriod(Duration period) {
        return new OpenFeatureSettings(prefix, period, patience);
    }

    /** {@return these settings with another patience} */
    public OpenFeatureSettings withPatience(Duration patience) {
        return new OpenFeatureSettings(prefix, period, patience);
    }
}
