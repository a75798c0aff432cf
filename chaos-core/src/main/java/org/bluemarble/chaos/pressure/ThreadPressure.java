package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;

/**
 * Threads are started that do nothing. All such rules of a JVM together start at most {@link #MOST}, and some are left to
 * the process where the system says how many it may have. Destructive: the ceiling must name {@code threads}.
 *
 * @param count how many threads, from 1 to 4,096
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record ThreadPressure(long count, Duration duration) implements Pressure {

    /** More than that no rules together start. */
    public static final long MOST = 4096;

    public ThreadPressure {
        Values.requireBetween("count", count, 1, MOST);
        Values.requireDuration(duration);
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values().add("count", count, null).with(duration);
    }
}
