package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;
import org.bluemarble.chaos.Probability;

/**
 * So much of all processors that the JVM may use is kept busy, by one thread for each processor. All such rules of a JVM
 * together take at most {@link #MOST}.
 *
 * @param load the share of the processors' time, from 1% to 95%
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record CpuPressure(Probability load, Duration duration) implements Pressure {

    /** What disarms the rule needs a processor, too. */
    public static final double MOST = 0.95;

    public CpuPressure {
        Values.requireShare("load", load, 0.01, MOST);
        Values.requireDuration(duration);
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values().add("load", load, null).with(duration);
    }
}
