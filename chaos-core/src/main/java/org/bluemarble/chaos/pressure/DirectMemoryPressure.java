package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;
import org.bluemarble.chaos.Probability;

/**
 * Memory outside of the heap is taken, as direct buffers take it, until so much of the permitted size is in use. Libraries
 * that allocate without the JDK's direct buffers, as Netty may, have a limit of their own and do not feel it. Destructive:
 * the ceiling must name {@code direct-memory}.
 *
 * @param to the share of the permitted size that is in use in the end, from 1% to 95%
 * @param rateMb megabytes that are taken in a second, from 1 to 65,536
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record DirectMemoryPressure(Probability to, long rateMb, Duration duration) implements Pressure {

    public DirectMemoryPressure {
        Values.requireShare("to", to, 0.01, HeapPressure.MOST);
        Values.requireBetween("rate-mb", rateMb, 1, 65_536);
        Values.requireDuration(duration);
    }

    @Override
    public String name() {
        return "direct-memory";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values()
                .add("to", to, null)
                .add("rate-mb", rateMb, HeapPressure.DEFAULT_RATE_MB)
                .with(duration);
    }
}
