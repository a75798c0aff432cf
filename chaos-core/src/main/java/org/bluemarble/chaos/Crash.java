package org.bluemarble.chaos;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The JVM halts: no shutdown hook runs, nothing is flushed, as after {@code kill -9}. Destructive: the ceiling must name
 * {@code crash}.
 *
 * @param at where a crash in {@link Phase#DURING} falls; the other phases ignore it
 */
public record Crash(Moment at) implements Fault {

    /** The exit status of a halted JVM: 128 + 9, what a shell reports for a process that was killed. */
    public static final int EXIT_STATUS = 137;

    public Crash {
        Objects.requireNonNull(at, "at");
    }

    /** Which moment of a call in flight a crash aims at. */
    public enum Moment {
        /** The request was handed to the kernel and no reply was read: the target nearly always carries it out. */
        FLUSHED,
        /** Up to two milliseconds after the call began, from another thread: either outcome is possible. */
        RANDOM;

        /** {@return the spelling in rules} */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public Map<String, Object> parameters() {
        return at == Moment.FLUSHED ? Map.of() : Map.of("at", at.spelling());
    }
}
