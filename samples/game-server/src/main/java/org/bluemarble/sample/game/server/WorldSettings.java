package org.bluemarble.sample.game.server;

import java.time.Duration;
import org.bluemarble.sample.game.economy.WorldRole;
import org.bluemarble.sample.game.link.LinkSettings;

/**
 * The world that a shard is part of.
 *
 * @param link where the two shards are
 * @param role what this shard's part is
 * @param bossEvery how often the coordinator looks whether a boss should come; of no meaning on the other shard
 */
public record WorldSettings(LinkSettings link, WorldRole role, Duration bossEvery) {
    /** Gold for a share in a boss's end. */
    public static final long REWARD = 50;

    /**
     * Checks that a coordinator has a rhythm.
     *
     * @throws IllegalArgumentException if {@code bossEvery} is not longer than nothing and the role is the coordinator's
     */
    public WorldSettings {
        if (role.isCoordinator() && (bossEvery.isNegative() || bossEvery.isZero())) {
            throw new IllegalArgumentException("--boss-every was " + bossEvery.toMillis() + " but must be 1 or more");
        }
    }
}
