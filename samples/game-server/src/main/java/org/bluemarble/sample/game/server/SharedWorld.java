package org.bluemarble.sample.game.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bluemarble.sample.game.economy.Bosses;
import org.bluemarble.sample.game.economy.CorrectBosses;
import org.bluemarble.sample.game.economy.GameDatabase;
import org.bluemarble.sample.game.economy.NaiveBosses;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.link.FireAndForget;
import org.bluemarble.sample.game.link.ShardLink;
import org.bluemarble.sample.game.start.CannotStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a shard has that is part of a world: the bosses, and the link to the other shard. */
final class SharedWorld implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedWorld.class);

    private final WorldSettings settings;
    private final Bosses bosses;
    private final ShardLink link;

    private SharedWorld(WorldSettings settings, Bosses bosses, ShardLink link) {
        this.settings = settings;
        this.bosses = bosses;
        this.link = link;
    }

    static SharedWorld join(
            ServerKind kind,
            WorldSettings settings,
            GameDatabase database,
            MeterRegistry registry,
            ServerMetrics metrics)
            throws CannotStartException {
        database.prepareForWorld(kind);
        SharedWorld world =
                kind == ServerKind.CORRECT ? correct(settings, database, registry) : naive(settings, database);
        metrics.gauge("game.link.up", "1 while the other shard answers", () -> world.link.isUp() ? 1 : 0);
        return world;
    }

    private static SharedWorld correct(WorldSettings settings, GameDatabase database, MeterRegistry registry)
            throws CannotStartException {
        CorrectBosses bosses = new CorrectBosses(database.pool(), settings.role(), registry);
        return new SharedWorld(settings, bosses, ShardLink.reliable(settings.link(), bosses, bosses));
    }

    private static SharedWorld naive(WorldSettings settings, GameDatabase database) throws CannotStartException {
        FireAndForget peer = new FireAndForget();
        NaiveBosses bosses = new NaiveBosses(database.pool(), settings.role(), peer);
        return new SharedWorld(settings, bosses, ShardLink.naive(settings.link(), peer, bosses::receive));
    }

    Bosses bosses() {
        return bosses;
    }

    /**
     * Begins to let bosses come, if that is this shard's part, and only while somebody is there to fight them.
     *
     * @return ends that
     */
    @SuppressWarnings("FutureReturnValueIgnored") // Ends with the thread.
    AutoCloseable calendar(BooleanSupplier hasPlayers) {
        ScheduledThreadPoolExecutor thread =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "boss-calendar"));
        if (settings.role().isCoordinator()) {
            long millis = settings.bossEvery().toMillis();
            thread.scheduleWithFixedDelay(() -> look(hasPlayers), millis, millis, TimeUnit.MILLISECONDS);
        }
        return thread::shutdownNow;
    }

    private void look(BooleanSupplier hasPlayers) {
        try {
            if (hasPlayers.getAsBoolean()) {
                bosses.summon();
            }
        } catch (RuntimeException e) {
            // A schedule ends with its first exception, and no boss would ever come again.
            LOG.error("no boss could come", e);
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
