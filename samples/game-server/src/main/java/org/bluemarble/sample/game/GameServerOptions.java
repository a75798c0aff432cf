package org.bluemarble.sample.game;

import java.time.Duration;
import org.bluemarble.sample.game.economy.DatabaseSettings;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.economy.StartingKit;
import org.bluemarble.sample.game.server.ServerSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a game server, shared by the server and the supervisor that starts it. */
final class GameServerOptions {
    @Option(
            names = "--server",
            paramLabel = "KIND",
            defaultValue = "correct",
            description = "correct or naive (default: ${DEFAULT-VALUE})")
    private ServerKind kind = ServerKind.CORRECT;

    @Option(
            names = "--db-user",
            paramLabel = "USER",
            defaultValue = "",
            description = "database user, if the URL does not name one")
    private String dbUser = "";

    @Option(
            names = "--db-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:GAME_DB_PASSWORD:-}",
            description = "database password (default: environment variable GAME_DB_PASSWORD)")
    private String dbPassword = "";

    @Option(
            names = "--db-connections",
            paramLabel = "N",
            defaultValue = "8",
            description = "connections and database threads, 1 to 64 (default: ${DEFAULT-VALUE})")
    private int dbConnections;

    @Option(
            names = "--db-patience",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long to wait at start for the database (default: ${DEFAULT-VALUE})")
    private int dbPatienceSeconds;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "game port on 127.0.0.1; 0 takes any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Prometheus port on 127.0.0.1, path /metrics (default: ${DEFAULT-VALUE})")
    private int metricsPort;

    @Option(
            names = "--ticks",
            paramLabel = "N",
            defaultValue = "20",
            description = "ticks per second, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private int ticksPerSecond;

    @Option(
            names = "--starting-gold",
            paramLabel = "N",
            defaultValue = "1000",
            description = "gold of a new character (default: ${DEFAULT-VALUE})")
    private long startingGold;

    @Option(
            names = "--starting-items",
            paramLabel = "N",
            defaultValue = "4",
            description = "unique items of a new character (default: ${DEFAULT-VALUE})")
    private int startingItems;

    @Option(
            names = "--secret",
            paramLabel = "TEXT",
            defaultValue = ServerSettings.DEFAULT_SECRET,
            description = "what login tokens are made with; the bots need the same")
    private String secret = "";

    @Option(
            names = "--offer-seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "how long an offered trade waits for the other player (default: ${DEFAULT-VALUE})")
    private int offerSeconds;

    @Mixin
    private WorldOptions world = new WorldOptions();

    /**
     * Checks all values before anything is started on their behalf.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    void requireValid() {
        settings("jdbc:");
    }

    /** {@return the settings of a server on this database} */
    ServerSettings settings(String jdbcUrl) {
        return new ServerSettings(
                kind,
                new DatabaseSettings(jdbcUrl, dbUser, dbPassword, dbConnections, Duration.ofSeconds(dbPatienceSeconds)),
                port,
                metricsPort,
                ticksPerSecond,
                new StartingKit(startingGold, startingItems),
                secret,
                Duration.ofSeconds(offerSeconds),
                world.settings());
    }
}
