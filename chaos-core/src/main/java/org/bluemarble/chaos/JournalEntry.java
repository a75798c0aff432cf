package org.bluemarble.chaos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision to inject.
 *
 * @param sequence its number in the journal, from 1
 * @param time when it was made
 * @param rule the rule's id
 * @param call the number of the selected call, as the rule counts, from 1
 * @param point the point's name
 * @param phase when in the call the fault acts
 * @param fault the fault's name
 * @param player the player on whose behalf the call was made, or null
 * @param thread the name of the calling thread
 * @param dryRun whether the injection was only decided, and not made
 */
public record JournalEntry(
        long sequence,
        Instant time,
        String rule,
        long call,
        String point,
        Phase phase,
        String fault,
        @Nullable String player,
        String thread,
        boolean dryRun) {}
