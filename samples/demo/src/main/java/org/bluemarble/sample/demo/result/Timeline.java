package org.bluemarble.sample.demo.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happened when in one run.
 *
 * @param start when the bots began to trade
 * @param settling when they were told to begin no more trades
 * @param end when they had their answers
 * @param acknowledgements one instant per trade: when its first player was told that it is done; in any order
 * @param marks faults, deaths and violations, in any order
 */
public record Timeline(Instant start, Instant settling, Instant end, List<Instant> acknowledgements, List<Mark> marks) {
    /** Copies the lists. */
    public Timeline {
        acknowledgements = List.copyOf(acknowledgements);
        marks = List.copyOf(marks);
    }

    /** {@return how long trades were begun} */
    public Duration traffic() {
        return Duration.between(start, settling);
    }

    /** {@return seconds from the start to {@code at}} */
    public double secondsTo(Instant at) {
        return Duration.between(start, at).toMillis() / 1000.0;
    }
}
