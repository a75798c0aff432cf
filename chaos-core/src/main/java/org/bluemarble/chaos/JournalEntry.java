package org.bluemarble.chaos;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One decision to inject.
 *
 * @param sequence its number in the journal, from 1
 * @param time when it was made
 * @param rule the rule's id
 * @param arming which arming of that id it was: a number that grows with each arming in this JVM, as in {@link ChaosEvent}
 * @param call the number of the selected call, as the rule counts since it was armed, from 1
 * @param point the point's name
 * @param phase when in the call the fault acts
 * @param fault the fault's name
 * @param decision what was decided
 * @param delayNanos how long the rule delays the call; 0 if its fault is no delay
 * @param cohort which side of its cohort the rule selects: {@code share}, {@code experiment} or {@code control}; or null
 * @param player the player on whose behalf the call was made, or null
 * @param thread the name of the calling thread
 * @param reason why the decision was not to inject after all, or null
 */
public record JournalEntry(
        long sequence,
        Instant time,
        String rule,
        long arming,
        long call,
        String point,
        Phase phase,
        String fault,
        Decision decision,
        long delayNanos,
        @Nullable String cohort,
        @Nullable String player,
        String thread,
        @Nullable String reason) {

    /** {@return whether the fault halts the JVM, so that the end of this injection is never told} */
    public boolean haltsJvm() {
        return fault.equals("crash") && decision == Decision.INJECTED;
    }

    /** What was decided about a call on which a rule's trigger fired. */
    public enum Decision {
        /** The fault is to act. */
        INJECTED,
        /** The fault would act, but its rule only tries. */
        DRY_RUN,
        /** The fault may not act on this call. */
        REFUSED;

        /** {@return the spelling in logs and metrics, such as {@code dry-run}} */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
