package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The disk under a folder is kept busy with writes that are forced down to it, so that everybody's wait longer. The file has
 * no name, holds at most {@link #FILE_MB} megabytes, and goes with the process.
 *
 * @param folder a folder that exists
 * @param rateMb megabytes that are written in a second, from 1 to 65,536; a slow disk takes fewer
 * @param duration how long at most, up to one hour; {@link Pressure#UNTIL_DISARMED} to last as long as the rule
 */
public record SlowDisk(String folder, long rateMb, Duration duration) implements Pressure {

    /** How large the file grows before it is written over. */
    public static final long FILE_MB = 32;
    /** Megabytes in a second where a rule names none. */
    public static final long DEFAULT_RATE_MB = 200;

    public SlowDisk {
        Objects.requireNonNull(folder, "folder");
        Values.requireBetween("rate-mb", rateMb, 1, 65_536);
        Values.requireDuration(duration);
    }

    @Override
    public String name() {
        return "slow-disk";
    }

    @Override
    public Map<String, Object> parameters() {
        return new Values()
                .add("folder", folder, null)
                .add("rate-mb", rateMb, DEFAULT_RATE_MB)
                .with(duration);
    }
}
