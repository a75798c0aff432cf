package org.bluemarble.chaos;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The JVM halts: no shutdown hook runs, nothing is flushed, as after {@code kill -9}. Destructive: the ceiling must name
 * {@code crash}.
 *
 * @param at where a crash in {@link Phase#DURING} falls; the other phases ignore it
 * @param status the exit status of the process, from 0 to 255
 */
public record Crash(Moment at, int status) implements EndingFault {

    /** The exit status where a rule names none: 128 + 9, what a shell reports for a process that was killed. */
    public static final int EXIT_STATUS = 137;

    public Crash {
        Objects.requireNonNull(at, "at");
        requireStatus(status);
    }

    /** A crash that looks like a killed process. */
    public Crash(Moment at) {
        this(at, EXIT_STATUS);
    }

    /** What a POSIX system passes on of a status is its low byte: another number would be seen as a third one. */
    static void requireStatus(int status) {
        if (status < 0 || status > 255) {
            throw new IllegalArgumentException("exit status was " + status + " but must lie between 0 and 255");
        }
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
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (at != Moment.FLUSHED) {
            parameters.put("at", at.spelling());
        }
        if (status != EXIT_STATUS) {
            parameters.put("status", (long) status);
        }
        return parameters;
    }
}
