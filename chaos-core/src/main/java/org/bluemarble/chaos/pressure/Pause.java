package org.bluemarble.chaos.pressure;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The whole process stands still, as under {@code SIGSTOP}, in a long collection or on a machine that is moved: no thread
 * runs, while clocks go on and peers wait. Nobody in the JVM can end it early; two processes beside it, each by itself, let
 * it go on when the time is over. Destructive: the ceiling must name {@code pause}. Needs a POSIX shell, and does nothing
 * to a process that is its container's first, which the kernel does not stop.
 *
 * @param duration how long, from 10 ms to {@link #LONGEST}
 */
public record Pause(Duration duration) implements Pressure {

    /** Longer than most peers' patience, shorter than an operator's. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    public Pause {
        Objects.requireNonNull(duration, "duration");
        Values.requireBetween("milliseconds of pause", duration.toMillis(), 10, LONGEST.toMillis());
    }

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("duration", duration);
    }
}
