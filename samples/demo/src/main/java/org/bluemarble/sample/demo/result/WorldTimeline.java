package org.bluemarble.sample.demo.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When things happened in an experiment on two shards.
 *
 * @param armed when the rules were armed; the start if they never were
 * @param disarmed when they were disarmed, or had ended
 * @param comings when bosses came, by the clock of the shard they came to
 */
public record WorldTimeline(Instant start, Instant armed, Instant disarmed, Instant end, List<Coming> comings) {
    /** Copies the list. */
    public WorldTimeline {
        comings = List.copyOf(comings);
    }

    /** {@return seconds since the start} */
    public double secondsTo(Instant when) {
        return Duration.between(start, when).toMillis() / 1000.0;
    }

    /**
     * A boss came to a shard.
     *
     * @param shard {@code east} or {@code west}
     * @param boss its id
     */
    public record Coming(String shard, String boss, Instant at) {}
}
