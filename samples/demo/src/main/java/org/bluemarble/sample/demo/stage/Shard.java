package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bluemarble.sample.demo.result.Mark;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.start.CannotStartException;
import org.bluemarble.sample.game.start.ReadyLine;
import org.bluemarble.sample.game.supervisor.ServerLaunch;
import org.bluemarble.sample.game.supervisor.Supervisor;
import org.bluemarble.sample.game.supervisor.SupervisorEvent;

/** A game server JVM under the agent, started again by a supervisor whenever it dies. Thread-safe. */
public final class Shard implements AutoCloseable {
    /** Far above what a start takes, since the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int ANY_PORT = 0;

    private final Supervisor supervisor;

    private Shard(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /**
     * Starts a server and waits until players can come.
     *
     * @param agent the agent's jar; it may crash the JVM and let commits lie, and does neither until a rule says so
     * @param log where the server's standard error goes
     * @throws StageException if the server cannot start; its log says more
     */
    public static Shard start(ServerKind kind, String jdbcUrl, Path agent, Path log) throws StageException {
        return start(kind, jdbcUrl, ANY_PORT, agent, log, List.of());
    }

    /** Starts a server as above, on a port of one's own choice and with more options. */
    static Shard start(ServerKind kind, String jdbcUrl, int port, Path agent, Path log, List<String> more)
            throws StageException {
        List<String> options =
                new ArrayList<>(List.of("--server", kind.label(), "--jdbc-url", jdbcUrl, "--db-patience", "30"));
        options.addAll(more);
        ServerLaunch launch = ServerLaunch.of(List.of("-javaagent:" + agent + "=allow=crash+lying-commit"), options)
                .on(port)
                .loggingTo(log);
        try {
            return new Shard(Supervisor.start(launch, event -> {}));
        } catch (CannotStartException e) {
            throw new StageException(
                    "the " + kind.label() + " server did not start: " + lastLine(log) + " (" + log + ")", e);
        }
    }

    /** A server that cannot start says why in its last words. */
    private static String lastLine(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((earlier, later) -> later)
                    .orElse("it said nothing");
        } catch (IOException e) {
            return "its log could not be read, " + e.getMessage();
        }
    }

    /** {@return the game port, the same for all incarnations} */
    public int port() {
        return supervisor.port();
    }

    /** {@return how often the server has died} */
    public int deaths() {
        return supervisor.deaths();
    }

    /** {@return how often the server has died with this exit status} */
    public int deathsWith(int exitStatus) {
        return (int) supervisor.events().stream()
                .filter(event -> event instanceof SupervisorEvent.Died died && died.exitStatus() == exitStatus)
                .count();
    }

    /**
     * Waits for the current incarnation, or the next one.
     *
     * @return what it said of itself
     */
    public ReadyLine awaitReady() throws StageException {
        try {
            return supervisor.awaitReady(PATIENCE);
        } catch (CannotStartException e) {
            throw new StageException("the game server did not come back: " + e.getMessage(), e);
        }
    }

    /** {@return the process ids of all incarnations that have died} */
    public List<Long> deadPids() {
        return supervisor.events().stream()
                .filter(SupervisorEvent.Died.class::isInstance)
                .map(event -> ((SupervisorEvent.Died) event).pid())
                .toList();
    }

    /** {@return the deaths since {@code start}, each until the next incarnation was ready} */
    public List<Mark.ServerDown> downSince(Instant start) {
        List<Mark.ServerDown> down = new ArrayList<>();
        SupervisorEvent.Died death = null;
        for (SupervisorEvent event : supervisor.events()) {
            if (event instanceof SupervisorEvent.Died died) {
                death = died;
            } else if (event instanceof SupervisorEvent.Ready ready && death != null) {
                if (!death.at().isBefore(start)) {
                    down.add(new Mark.ServerDown(
                            death.at(),
                            ready.at(),
                            "JVM " + death.pid() + " died with status " + death.exitStatus() + ", back as "
                                    + ready.ready().pid()));
                }
                death = null;
            }
        }
        return down;
    }

    /** Stops the server. Closing twice is harmless. */
    @Override
    public void close() {
        supervisor.close();
    }
}
