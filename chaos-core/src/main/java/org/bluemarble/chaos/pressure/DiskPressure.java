package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The disk under a folder fills up with a file that has no name, and that the system removes with the process. Destructive:
 * the ceiling must name {@code disk}.
 *
 * @param folder a folder that exists
 * @param sizeMb megabytes that are written at most, from 1 to 1,048,576
 * @param leaveMb megabytes that stay free, from {@link #LEAST_LEFT_MB}; all rules together leave so much
 * @param rateMb megabytes that are written in a second, from 1 to 65,536
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record DiskPressure(String folder, long sizeMb, long leaveMb, long rateMb, Duration duration)
        implements Pressure {

    /** A terabyte; where a rule names no size, what is to be left is the bound. */
    public static final long MOST_MB = 1 << 20;
    /** Enough for logs and a heap dump's beginning. */
    public static final long LEAST_LEFT_MB = 64;
    /** Megabytes that stay free where a rule does not say. */
    public static final long DEFAULT_LEFT_MB = 1024;
    /** Megabytes in a second where a rule names none. */
    public static final long DEFAULT_RATE_MB = 200;

    public DiskPressure {
        Objects.requireNonNull(folder, "folder");
        Values.requireBetween("size-mb", sizeMb, 1, MOST_MB);
        Values.requireBetween("leave-mb", leaveMb, LEAST_LEFT_MB, MOST_MB);
        Values.requireBetween("rate-mb", rateMb, 1, 65_536);
        Values.requireDuration(duration);
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values()
                .add("folder", folder, null)
                .add("size-mb", sizeMb, MOST_MB)
                .add("leave-mb", leaveMb, DEFAULT_LEFT_MB)
                .add("rate-mb", rateMb, DEFAULT_RATE_MB)
                .with(duration);
    }
}
