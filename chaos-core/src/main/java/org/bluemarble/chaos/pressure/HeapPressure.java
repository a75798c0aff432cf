package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;
import org.bluemarble.chaos.Probability;

/**
 * The heap is filled until so much of its greatest size is in use, and kept so. Destructive: the ceiling must name
 * {@code heap}.
 *
 * @param to the share of {@link Runtime#maxMemory()} that is in use in the end, from 1% to 95%, by whatever objects
 * @param rateMb megabytes that are taken in a second, from 1 to 65,536: a small rate is a leak
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record HeapPressure(Probability to, long rateMb, Duration duration) implements Pressure {

    /** No rule, and not all of them together, fill the heap further. */
    public static final double MOST = 0.95;
    /** Megabytes in a second where a rule names none. */
    public static final long DEFAULT_RATE_MB = 1024;

    private static final long MOST_RATE_MB = 65_536;

    public HeapPressure {
        Values.requireShare("to", to, 0.01, MOST);
        Values.requireBetween("rate-mb", rateMb, 1, MOST_RATE_MB);
        Values.requireDuration(duration);
    }

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values()
                .add("to", to, null)
                .add("rate-mb", rateMb, DEFAULT_RATE_MB)
                .with(duration);
    }
}
