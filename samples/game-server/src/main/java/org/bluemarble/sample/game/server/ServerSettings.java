package org.bluemarble.sample.game.server;

import java.time.Duration;
import org.bluemarble.sample.game.economy.DatabaseSettings;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.economy.StartingKit;
import org.jspecify.annotations.Nullable;

/**
 * All that can be chosen about a shard.
 *
 * @param kind which economy
 * @param database where ownership is stored
 * @param port game port on the loopback address, 0 to 65535; 0 takes any free one
 * @param metricsPort Prometheus port on the loopback address, 0 to 65535; 0 takes any free one
 * @param ticksPerSecond rate of the world, 1 to 1000
 * @param kit what new characters get
 * @param secret checks login tokens, not empty
 * @param offerTimeout how long an offered trade waits for the other player
 * @param world the world that this shard is part of, or null if it stands alone
 */
public record ServerSettings(
        ServerKind kind,
        DatabaseSettings database,
        int port,
        int metricsPort,
        int ticksPerSecond,
        StartingKit kit,
        String secret,
        Duration offerTimeout,
        @Nullable WorldSettings world) {
    /** The secret of trial runs; a shard that strangers can reach needs one of its own. */
    public static final String DEFAULT_SECRET = "blue-marble";

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ServerSettings {
        requirePort("port", port);
        requirePort("metricsPort", metricsPort);
        if (ticksPerSecond < 1 || ticksPerSecond > 1000) {
            throw new IllegalArgumentException("ticksPerSecond was " + ticksPerSecond
                    + " but must lie between 1 and 1000; 20 is what most shards run at");
        }
        if (offerTimeout.isNegative() || offerTimeout.isZero()) {
            throw new IllegalArgumentException("offerTimeout was " + offerTimeout + " but must be longer than nothing");
        }
    }

    /** {@return a shard on any free ports with 20 ticks per second, 1000 gold and 4 items per character} */
    public static ServerSettings of(ServerKind kind, DatabaseSettings database) {
        return new ServerSettings(
                kind, database, 0, 0, 20, new StartingKit(1000, 4), DEFAULT_SECRET, Duration.ofSeconds(5), null);
    }

    /** {@return the same shard as part of a world} */
    public ServerSettings in(WorldSettings newWorld) {
        return new ServerSettings(
                kind, database, port, metricsPort, ticksPerSecond, kit, secret, offerTimeout, newWorld);
    }

    /** {@return everything but the secret} */
    @Override
    public String toString() {
        return kind.label() + " server on port " + port + ", metrics on " + metricsPort + ", " + ticksPerSecond
                + " ticks per second, " + database;
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    name + " was " + port + " but must lie between 0 and 65535; 0 takes any free one");
        }
    }
}
