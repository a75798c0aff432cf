package org.bluemarble.sample.game.bots;

import java.nio.file.Path;
import java.time.Duration;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.server.ServerSettings;

/**
 * Who plays, where, and how fast.
 *
 * @param port game port on the loopback address, 1 to 65535
 * @param players number of bots, 2 to 1000
 * @param namePrefix the bots are called by this and a number from 1: {@code p1}, {@code p2} …
 * @param tradesPerSecond how many trades are begun at most, 1 to 1000; fewer while too few bots are free
 * @param seed decides who trades what with whom; operation ids are random all the same
 * @param secret the shard's, for login tokens
 * @param facts the fact log to append to; its directory must exist
 * @param retryBudget how long one operation is asked for before the bot gives it up as in doubt
 */
public record BotsSettings(
        int port,
        int players,
        String namePrefix,
        int tradesPerSecond,
        long seed,
        String secret,
        Path facts,
        Duration retryBudget) {
    /**
     * Checks the ranges and the longest name.
     *
     * @throws IllegalArgumentException if one is out of range, or the prefix makes no player names
     */
    public BotsSettings {
        require("port", port, 1, 65_535);
        require("players", players, 2, 1000);
        require("tradesPerSecond", tradesPerSecond, 1, 1000);
        PlayerId.requireValid(namePrefix + players);
    }

    /** {@return sixteen players, forty trades per second, half a minute of patience} */
    public static BotsSettings of(int port, Path facts) {
        return new BotsSettings(port, 16, "p", 40, 1, ServerSettings.DEFAULT_SECRET, facts, Duration.ofSeconds(30));
    }

    /** {@return the n-th player, counted from 1} */
    PlayerId player(int number) {
        return new PlayerId(namePrefix + number);
    }

    /** {@return everything but the secret} */
    @Override
    public String toString() {
        return players + " bots '" + namePrefix + "*' on port " + port + ", " + tradesPerSecond
                + " trades per second, seed " + seed + ", facts in " + facts;
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " was " + value + " but must lie between " + least + " and " + most);
        }
    }
}
