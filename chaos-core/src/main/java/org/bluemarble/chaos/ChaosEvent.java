package org.bluemarble.chaos;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One change to what may be injected: who made it, when, what it was and why.
 *
 * @param sequence its number, from 1
 * @param time when it was made
 * @param kind what was done
 * @param rule the id of the rule it concerns, or null if it concerns all
 * @param arming which arming of that id it concerns, as in {@link JournalEntry}; 0 if none
 * @param actor who did it, as far as the JVM knows: {@code api}, {@code jmx}, {@code file:chaos.yaml},
 *     {@code clock}, {@code engine}
 * @param text what happened, in words
 */
public record ChaosEvent(
        long sequence, Instant time, Kind kind, @Nullable String rule, long arming, String actor, String text) {

    /** What was done. */
    public enum Kind {
        /** A rule was armed. */
        ARMED,
        /** A rule was refused: it is wrong, forbidden, or the kill switch is thrown. */
        REFUSED,
        /** A rule was disarmed. */
        DISARMED,
        /** A rule's time to live ended. */
        EXPIRED,
        /** A rule's flag was switched on. */
        ENABLED,
        /** A rule's flag was switched off. */
        DISABLED,
        /** A source let go of a rule's flag, which stays as it was because another one says the same. */
        RELEASED,
        /** A source said something of a rule's flag that a higher source does not let happen. */
        OVERRULED,
        /** The kill switch was thrown: everything is disarmed, and nothing may be armed until reset. */
        KILLED,
        /** Arming is permitted again after the kill switch. */
        RESET,
        /** The ceiling, closed because it or the agent's options could not be read, was given anew. */
        CEILING_GIVEN,
        /** The agent's code was taken out of every class, for as long as the JVM runs. */
        UNWOVEN,
        /** A sequence was started; its acts arm and disarm rules from then on. */
        SEQUENCE_STARTED,
        /** A sequence is over, was stopped, or could not go on. */
        SEQUENCE_ENDED,
        /** A bug showed while deciding about a call, and its rule was disarmed. */
        FAILED;

        /** {@return the spelling in logs and metrics, such as {@code armed}} */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
