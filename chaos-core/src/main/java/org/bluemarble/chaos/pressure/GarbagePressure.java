package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;

/**
 * Objects are made and forgotten, so that the collector has work. All such rules of a JVM together make at most
 * {@link #MOST_RATE_MB} megabytes in a second.
 *
 * @param rateMb megabytes of garbage in a second, from 1 to 8,192; a busy machine may make less
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record GarbagePressure(long rateMb, Duration duration) implements Pressure {

    /** What two memory channels can write; more than that no rules together make. */
    public static final long MOST_RATE_MB = 8192;

    public GarbagePressure {
        Values.requireBetween("rate-mb", rateMb, 1, MOST_RATE_MB);
        Values.requireDuration(duration);
    }

    @Override
    public String name() {
        return "gc";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values().add("rate-mb", rateMb, null).with(duration);
    }
}
