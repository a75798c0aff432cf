package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;
import org.bluemarble.chaos.Probability;

/**
 * Files are opened until so much of the process's limit is in use. Destructive: the ceiling must name
 * {@code file-descriptors}. Needs Linux, which says how many there are.
 *
 * @param to the share of the limit that is in use in the end, from 1% to 95%; a few dozen descriptors are always left
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record DescriptorPressure(Probability to, Duration duration) implements Pressure {

    public DescriptorPressure {
        Values.requireShare("to", to, 0.01, 0.95);
        Values.requireDuration(duration);
    }

    @Override
    public String name() {
        return "file-descriptors";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values().add("to", to, null).with(duration);
    }
}
