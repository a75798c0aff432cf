package org.bluemarble.sample.game.server;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bluemarble.sample.game.economy.CorrectEconomy;
import org.bluemarble.sample.game.economy.Economy;
import org.bluemarble.sample.game.economy.GameDatabase;
import org.bluemarble.sample.game.economy.NaiveEconomy;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.start.CannotStartException;

/**
 * A running shard. Three kinds of threads, each with one job: event loops move bytes, the tick thread owns the world,
 * database threads wait for the database.
 */
public final class GameServer implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private int port;
    private int metricsPort;

    private GameServer() {}

    /**
     * Starts a shard; it accepts players when this returns.
     *
     * @throws CannotStartException if the database is not reachable or not ours, or a port is taken
     */
    public static GameServer start(ServerSettings settings) throws CannotStartException {
        GameServer server = new GameServer();
        boolean isStarted = false;
        try {
            server.assemble(settings);
            isStarted = true;
            return server;
        } finally {
            if (!isStarted) {
                server.close();
            }
        }
    }

    /** {@return the game port on the loopback address} */
    public int port() {
        return port;
    }

    /** {@return the port on the loopback address that serves {@code /metrics}} */
    public int metricsPort() {
        return metricsPort;
    }

    private void assemble(ServerSettings settings) throws CannotStartException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        parts.push(registry::close);
        // What libraries and agents measure through Micrometer's global registry is served as well.
        Metrics.addRegistry(registry);
        parts.push(() -> Metrics.removeRegistry(registry));
        GameDatabase database = own(GameDatabase.open(settings.database(), settings.kind(), registry));
        ServerMetrics metrics = new ServerMetrics(registry);
        SharedWorld shared = settings.world() == null
                ? null
                : own(SharedWorld.join(settings.kind(), settings.world(), database, registry, metrics));
        World world = new World(
                economy(settings, database, registry), shared == null ? null : shared.bosses(), settings, metrics);
        if (shared != null) {
            own(shared.calendar(world::hasPlayers));
        }
        own(TickLoop.start(world::tick, settings.ticksPerSecond(), metrics));
        parts.push(world::finishDatabaseWork);
        MetricsEndpoint endpoint = own(MetricsEndpoint.start(settings.metricsPort(), registry));
        metricsPort = endpoint.port();
        GameListener listener = own(GameListener.open(settings.port(), world, metrics));
        port = listener.port();
    }

    private static Economy economy(ServerSettings settings, GameDatabase database, PrometheusMeterRegistry registry) {
        return settings.kind() == ServerKind.CORRECT
                ? new CorrectEconomy(database.pool(), settings.kit(), registry)
                : new NaiveEconomy(database.pool(), settings.kit(), registry);
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    /**
     * Stops in the reverse order: no new requests, then what is under way, then the rest. Closing twice is harmless.
     *
     * @throws IllegalStateException if a part could not be closed; the others are closed all the same
     */
    @Override
    public void close() {
        IllegalStateException failure = new IllegalStateException("a part of the server could not be closed");
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
