package org.bluemarble.chaos.invariants.facts;

import java.util.Optional;

/**
 * What a client knew about its operation at one instant.
 *
 * <p>Only {@link #OK} and {@link #FAIL} are answers. An operation with neither is in doubt: it may have taken effect, or not.
 */
public enum FactOutcome {
    /** The client is about to send the operation, for the first time or again. Written before anything is sent. */
    INVOKE("invoke"),
    /** The client decoded a success. From here on the effects must survive everything. */
    OK("ok"),
    /** The client decoded a definite refusal. From here on the operation must never take effect. */
    FAIL("fail"),
    /** The client stopped asking without having been told: the operation stays in doubt. */
    GAVE_UP("gave-up");

    private final String spelling;

    FactOutcome(String spelling) {
        this.spelling = spelling;
    }

    /** {@return the word used in the fact log, for example {@code gave-up}} */
    public String spelling() {
        return spelling;
    }

    /**
     * Finds the outcome that the fact log spells this way.
     *
     * @param spelling a word from a fact log
     * @return the outcome, or empty if no outcome is spelled so
     */
    public static Optional<FactOutcome> spelled(String spelling) {
        for (FactOutcome outcome : values()) {
            if (outcome.spelling.equals(spelling)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
