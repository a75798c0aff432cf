package org.bluemarble.chaos;

import java.util.Objects;

/**
 * What one source says of a flag.
 *
 * @param source where it comes from, which decides who is heard
 * @param actor who said it, as the audit trail names them: {@code jmx:anna}, {@code file:chaos.yaml}
 * @param on whether the rule shall act
 */
public record FlagDecision(FlagSource source, String actor, boolean on) {

    public FlagDecision {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(actor, "actor");
    }

    /** {@return {@code on} or {@code off}} */
    static String word(boolean on) {
        return on ? "on" : "off";
    }

    @Override
    public String toString() {
        return actor + " says " + word(on);
    }
}
