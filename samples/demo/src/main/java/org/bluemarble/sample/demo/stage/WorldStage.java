package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.chaos.servers.ServerException;
import org.bluemarble.sample.demo.plan.WorldExperiment.Place;
import org.bluemarble.sample.demo.plan.WorldRun;
import org.bluemarble.sample.game.start.CannotStartException;
import org.jspecify.annotations.Nullable;

/**
 * The processes of the experiments on two shards, so that none is left behind: a PostgreSQL for all, and two servers at a
 * time, each on an empty database of its own. Thread-safe, since a shutdown hook may close it at any moment.
 */
public final class WorldStage implements AutoCloseable {
    private final PostgresServer postgres;
    private final Path agent;
    private final Path folder;
    private @Nullable WorldPair pair;
    private int databases;
    private boolean isClosed;

    private WorldStage(PostgresServer postgres, Path agent, Path folder) {
        this.postgres = postgres;
        this.agent = agent;
        this.folder = folder;
    }

    /**
     * Starts the database.
     *
     * @param agent the agent's jar
     * @param folder for logs and facts; must exist
     */
    public static WorldStage open(Path agent, Path folder) throws StageException {
        try {
            return new WorldStage(PostgresServer.builder().start(), agent, folder);
        } catch (ServerException e) {
            throw new StageException("PostgreSQL could not be started: " + e.getMessage(), e);
        }
    }

    /** Starts two shards on empty databases; those before must have been closed. */
    WorldPair openPair(WorldRun run) throws StageException, InterruptedException {
        try {
            WorldPorts ports = WorldPorts.pick();
            WorldFiles files = new WorldFiles(folder, run.name());
            CompletableFuture<WorldShard> west = startLater(Place.WEST, run, ports, files);
            CompletableFuture<WorldShard> east = startLater(Place.EAST, run, ports, files);
            return own(new WorldPair(taken(east, west), taken(west, east)));
        } catch (CannotStartException | ServerException | IOException e) {
            throw new StageException("the shards could not be started: " + e.getMessage(), e);
        }
    }

    private CompletableFuture<WorldShard> startLater(Place place, WorldRun run, WorldPorts ports, WorldFiles files)
            throws IOException {
        Files.deleteIfExists(files.facts(place));
        String url = emptyDatabase(place);
        CompletableFuture<WorldShard> started = new CompletableFuture<>();
        new Thread(
                        () -> {
                            try {
                                started.complete(WorldShard.start(place, run.server(), url, ports, agent, files));
                            } catch (StageException | RuntimeException e) {
                                started.completeExceptionally(e);
                            }
                        },
                        "start-" + place.label())
                .start();
        return started;
    }

    /** {@return what was started; if it could not be, the other one is not left behind} */
    @SuppressWarnings("FutureReturnValueIgnored") // Closing it is all that is left to do.
    private static WorldShard taken(CompletableFuture<WorldShard> wanted, CompletableFuture<WorldShard> other)
            throws StageException, InterruptedException {
        try {
            return wanted.get();
        } catch (ExecutionException e) {
            other.thenAccept(WorldShard::close);
            throw e.getCause() instanceof StageException known
                    ? known
                    : new StageException("a shard could not be started: " + e.getMessage(), e);
        }
    }

    private synchronized String emptyDatabase(Place place) {
        databases++;
        String name = String.format(Locale.ROOT, "%s%d", place.label(), databases);
        postgres.createDatabase(name);
        return postgres.jdbcUrl(name);
    }

    private WorldPair own(WorldPair started) throws StageException {
        synchronized (this) {
            if (!isClosed) {
                pair = started;
                return started;
            }
        }
        started.close();
        throw new StageException("the demo is being stopped");
    }

    /** {@return whether this was closed or is being closed} */
    public synchronized boolean isClosed() {
        return isClosed;
    }

    /** Ends players, servers and database, and whatever process is left. Closing twice is harmless. */
    @Override
    public void close() {
        WorldPair last;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            last = pair;
        }
        try {
            if (last != null) {
                last.close();
            }
            postgres.close();
        } finally {
            Stage.endAllChildren();
        }
    }
}
