package org.bluemarble.chaos;

import java.time.Instant;
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
 * @param cohort the cohort that the call belongs to, or null
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

    /** What was decided about a call on which a rule's trigger fired. */
    public enum Decision {
        /** The fault is to act. */
        INJECTED,
        /** The fault would act, but its rule only tries. */
        DRY_RUN,
        /** The fault may not act on this call. */
        REFUSED
    }
}
