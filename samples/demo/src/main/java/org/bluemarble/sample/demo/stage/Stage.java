package org.bluemarble.sample.demo.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.bluemarble.sample.game.economy.ServerKind;
import org.jspecify.annotations.Nullable;

/**
 * Every process of the demo, so that none is left behind: the database for all runs, one game server at a time with its
 * supervisor, and the bots of the current run. Thread-safe, since a shutdown hook may close it at any moment.
 */
public final class Stage implements AutoCloseable {
    private static final Duration LAST_GRACE = Duration.ofSeconds(5);

    private final DemoDatabase database;
    private final Path agent;
    private final Path folder;
    private @Nullable Shard shard;
    private @Nullable ServerKind kind;
    private String url = "";
    private @Nullable BotsProcess bots;
    private boolean isClosed;

    /**
     * Begins with a database and nobody on it.
     *
     * @param database closed with the stage
     * @param agent the agent's jar
     * @param folder for logs and facts; must exist
     */
    public Stage(DemoDatabase database, Path agent, Path folder) {
        this.database = database;
        this.agent = agent;
        this.folder = folder;
    }

    DemoDatabase database() {
        return database;
    }

    Path folder() {
        return folder;
    }

    /** {@return a running server of this kind: the one that runs, or a new one on empty tables} */
    Shard shard(ServerKind wanted) throws StageException {
        Shard running = running(wanted);
        if (running != null) {
            return running;
        }
        dropShard();
        String fresh = database.prepareFor(wanted);
        Shard started = Shard.start(wanted, fresh, agent, folder.resolve(wanted.label() + "-server.log"));
        synchronized (this) {
            if (!isClosed) {
                shard = started;
                kind = wanted;
                url = fresh;
                return started;
            }
        }
        started.close();
        throw new StageException("the demo is being stopped");
    }

    private synchronized @Nullable Shard running(ServerKind wanted) {
        return kind == wanted ? shard : null;
    }

    /** {@return the database of the running server, past any fault} */
    synchronized DataSource connections() {
        return DemoDatabase.connections(url);
    }

    /** Starts bots on the running server; those before must have ended. */
    BotsProcess startBots(Shard on, int players, int rate, long seed, Path facts)
            throws StageException, InterruptedException {
        BotsProcess started = BotsProcess.start(on.port(), players, rate, seed, facts, folder.resolve("bots.log"));
        synchronized (this) {
            if (!isClosed) {
                bots = started;
                return started;
            }
        }
        started.close();
        throw new StageException("the demo is being stopped");
    }

    /** Ends the server, so that the next run begins with a new one. */
    void dropShard() {
        Shard old;
        synchronized (this) {
            old = shard;
            shard = null;
            kind = null;
        }
        if (old != null) {
            old.close();
        }
    }

    /** {@return whether this was closed or is being closed} */
    public synchronized boolean isClosed() {
        return isClosed;
    }

    /** Ends bots, server and database, in this order, and whatever process is left. Closing twice is harmless. */
    @Override
    public void close() throws StageException {
        BotsProcess lastBots;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            lastBots = bots;
        }
        try {
            if (lastBots != null) {
                lastBots.close();
            }
            dropShard();
            database.close();
        } finally {
            endAllChildren();
        }
    }

    /** A process that was being started when the stage was closed is on nobody's list yet. */
    static void endAllChildren() {
        Instant deadline = Instant.now().plus(LAST_GRACE);
        while (ProcessHandle.current().descendants().anyMatch(ProcessHandle::isAlive)) {
            if (Instant.now().isAfter(deadline)) {
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
