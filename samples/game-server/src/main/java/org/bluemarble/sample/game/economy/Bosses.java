package org.bluemarble.sample.game.economy;

import java.util.UUID;

/**
 * The world bosses, as one shard sees them. The coordinator decides when one comes and when it is dead; both shards write
 * down that it came, players of both can hit it, and everybody who hit it gets the reward once. Two ways of doing it:
 * {@link CorrectBosses} and {@link NaiveBosses}.
 *
 * <p>Every method blocks on the database. Thread-safe.
 */
public interface Bosses {
    /** What one hit takes off a boss's hit points. */
    int DAMAGE = 10;

    /** Lets a boss come, unless one lives; does nothing on a shard that is not the coordinator. */
    void summon();

    /**
     * Hits the boss that lives.
     *
     * @return {@link Outcome.Ok} with {@code hit <boss>}: the player has a share in it; {@link Outcome.Fail} if none lives
     */
    Outcome hit(UUID opId, PlayerId player);
}
