package org.bluemarble.chaos;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** When, in the course of one call, a fault acts. */
public enum Phase {
    /** Before the call took any effect at the target. */
    BEFORE,
    /** While the call is in flight: handed to the target, not yet answered. Only a crash acts here. */
    DURING,
    /** After the call took effect, before its caller learns of it. */
    AFTER;

    /** {@return the phase of this spelling; empty if there is none} */
    public static Optional<Phase> ofSpelling(String text) {
        return Arrays.stream(values())
                .filter(phase -> phase.spelling().equals(text))
                .findFirst();
    }

    /** {@return the spelling in rules: {@code before}, {@code during} or {@code after}} */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
