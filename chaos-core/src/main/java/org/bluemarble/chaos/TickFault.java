package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** What can happen to one turn of a game loop. Acts where a {@link TickPoint} is passed, and nowhere else. */
public sealed interface TickFault extends Fault {

    /** The turn is left out: the world stands still until the next one. */
    record Skip() implements TickFault {

        @Override
        public String name() {
            return "skip-tick";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }
    }

    /** The turn is done twice, as by a loop that catches up at the wrong time. */
    record Twice() implements TickFault {

        @Override
        public String name() {
            return "double-tick";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }
    }

    /**
     * The turn begins late, and the loop's thread with it stands still. Ends early when its rule does.
     *
     * @param duration how long, above zero and at most {@link org.bluemarble.chaos.Stall#LONGEST}
     */
    record Stall(Duration duration) implements TickFault {

        public Stall {
            Objects.requireNonNull(duration, "duration");
            Duration longest = org.bluemarble.chaos.Stall.LONGEST;
            if (duration.isNegative() || duration.isZero() || duration.compareTo(longest) > 0) {
                throw new IllegalArgumentException(
                        "stall-tick duration was " + duration + " but must lie above zero and up to " + longest);
            }
        }

        @Override
        public String name() {
            return "stall-tick";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of("duration", duration);
        }
    }
}
