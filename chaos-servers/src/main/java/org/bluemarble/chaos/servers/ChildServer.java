package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The life of a server process, which is the same for every kind: start, wait until it answers, kill, restart, stop. */
abstract class ChildServer implements DatabaseServer {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 20;
    private static final int PORT_TRIES = 5;
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final String kind;
    private final RunFolder folder;
    private int port;
    private @Nullable ServerProcess process;
    private boolean isClosed;

    ChildServer(String kind, RunFolder folder) {
        this.kind = kind;
        this.folder = folder;
    }

    /** {@return the command line that runs the server in the foreground} */
    abstract List<String> command(int port);

    /**
     * Talks to the server, and checks that it is the one that was meant and set up as it must be.
     *
     * @throws IOException while it does not accept connections yet
     * @throws ServerException if it never will do
     */
    abstract void greet(int port) throws IOException;

    /** Runs one statement, or throws with the server's own words. */
    abstract void run(String sql) throws IOException;

    /** {@return whether the server gave up because of its port, judging by what it wrote} */
    abstract boolean saysPortIsTaken(String output);

    /** {@return the signal upon which the server ends its sessions and stops without the need of a recovery} */
    abstract String stopSignal();

    /** Starts for the first time, and registers for the shutdown hook. */
    final synchronized void startOn(int fixedPort) {
        boolean started = false;
        RunningServers.add(this);
        try {
            launchOn(fixedPort);
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private void launchOn(int fixedPort) {
        for (int attempt = 1; ; attempt++) {
            port = fixedPort == 0 ? LoopbackPort.pick() : LoopbackPort.requireFree(fixedPort);
            ServerProcess started = launch();
            if (awaitReady(started, START_PATIENCE)) {
                return;
            }
            // Somebody took the port between our look at it and the server's.
            if (fixedPort != 0 || attempt == PORT_TRIES || !saysPortIsTaken(started.output())) {
                throw gaveUp(started);
            }
        }
    }

    private ServerProcess launch() {
        ServerProcess started = ServerProcess.start(command(port), folder.data(), folder.log());
        process = started;
        return started;
    }

    /** {@return true when the server answers, false when its process has ended} */
    private boolean awaitReady(ServerProcess started, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                greet(port);
                if (started.isAlive()) {
                    return true;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new ServerException(
                            kind + " did not answer on port " + port + " within " + patience.toSeconds()
                                    + " s; it wrote:\n" + started.lastWords(),
                            notYet);
                }
            }
            if (!started.isAlive()) {
                return false;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while waiting for a server to start", e);
        }
    }

    private ServerException gaveUp(ServerProcess started) {
        return new ServerException(
                kind + " on port " + port + " ended while starting; it wrote:\n" + started.lastWords());
    }

    @Override
    public final synchronized int port() {
        return port;
    }

    @Override
    public final synchronized long pid() {
        return running().pid();
    }

    @Override
    public final synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public final synchronized void kill() {
        running().kill();
    }

    @Override
    public final synchronized void restart() {
        running().stop(stopSignal(), STOP_PATIENCE);
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (true) {
            ServerProcess started = launch();
            if (awaitReady(started, START_PATIENCE)) {
                return;
            }
            // What a killed server held (its port, its shared memory) may be let go a moment later.
            if (System.nanoTime() > deadline) {
                throw gaveUp(started);
            }
            pause();
        }
    }

    @Override
    public final void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("database name was '" + name
                    + "' but must be 1 to 63 lower-case letters, digits and underscores, beginning with a letter");
        }
        try {
            run("CREATE DATABASE " + name);
        } catch (IOException e) {
            throw new ServerException("could not create database " + name + ": " + e.getMessage(), e);
        }
    }

    private ServerProcess running() {
        if (process == null || isClosed) {
            throw new IllegalStateException(kind + " on port " + port + " is closed");
        }
        return process;
    }

    @Override
    public final synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            if (process != null && folder.isTemporary()) {
                process.kill(); // nobody will read this data again, so it need not be left in order
            } else if (process != null) {
                process.stop(stopSignal(), STOP_PATIENCE);
            }
        } finally {
            cleanUpAfterKill();
            folder.close();
            RunningServers.remove(this);
        }
    }

    /** Called when the process is gone and its data still there, to release what the process could not. */
    abstract void cleanUpAfterKill();

    @Override
    public final String toString() {
        return kind + " on port " + port;
    }
}
