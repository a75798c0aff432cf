package org.bluemarble.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bluemarble.sample.demo.plan.DemoFault;
import org.bluemarble.sample.demo.plan.PlannedRun;
import org.bluemarble.sample.demo.result.ResultFile;
import org.bluemarble.sample.demo.stage.DemoDatabase;
import org.bluemarble.sample.demo.stage.EmbeddedDatabase;
import org.bluemarble.sample.demo.stage.ExternalDatabase;
import org.bluemarble.sample.demo.stage.Stage;
import org.bluemarble.sample.demo.stage.StageException;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.start.CannotStartException;
import org.bluemarble.sample.game.start.CommandLines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plays every fault on both servers and says which of them lost or doubled what. Exit status 0 if every verdict is the
 * expected one and every armed fault fired, 1 if not, 2 if it could not start.
 */
@Command(
        name = "demo",
        sortOptions = false,
        subcommands = WorldCommand.class,
        usageHelpWidth = 100,
        description = {
            "Lets players trade on two game servers, a naive and a correct one, while faults strike in the middle of a"
                    + " commit, and checks afterwards who lost or doubled what.",
            ""
        },
        footer = {
            "",
            "Results: target/demo/result.json and target/demo/report.html",
            "Exit status: 0 every verdict is the expected one and every fault fired, 1 not so, 2 could not start",
            "",
            "Example: ./demo --server naive --fault lost-ack,crash-after --seconds 3"
        })
public final class DemoMain implements Callable<Integer> {
    @Option(
            names = "--server",
            paramLabel = "KIND",
            description = "naive or correct; may be given several times (default: both)")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            description =
                    "lost-request, lost-ack, late-commit, crash-before, crash-during, crash-after, postgres-kill or"
                            + " lying-commit; several with commas (default: all)")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "traffic per run, 2 to 600; longer while what died comes back (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--players",
            paramLabel = "N",
            defaultValue = "16",
            description = "number of bots, 4 to 1000 (default: ${DEFAULT-VALUE})")
    private int players;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "decides who trades what with whom (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description =
                    "a PostgreSQL, MariaDB or H2 (TCP) database to play on, user and password in the URL; the game's"
                            + " tables are created there and dropped again; without postgres-kill (default: a PostgreSQL of our"
                            + " own)")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--result",
            paramLabel = "FILE",
            description = "where the results go as JSON (default: target/demo/result.json)")
    private @Nullable Path result;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this text")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private boolean isHelpWanted;

    private DemoMain() {}

    /**
     * Runs the command; see {@code --help}. Started by the script {@code demo}, which says by system properties where the
     * agent's jar is, where the results go, and how wide the terminal is.
     *
     * @param args options
     */
    public static void main(String[] args) {
        System.exit(CommandLines.run(new DemoMain(), args));
    }

    @Override
    public Integer call() throws Exception {
        List<PlannedRun> runs = plan();
        Path agent = agent();
        try (DemoFolder folder = DemoFolder.open(folder())) {
            Path json = result == null ? folder.path().resolve("result.json") : result;
            requireWritable(json);
            return play(runs, agent, folder.path(), json) ? 0 : 1;
        }
    }

    private boolean play(List<PlannedRun> runs, Path agent, Path folder, Path json) throws Exception {
        Terminal terminal = new Terminal(System.out, Integer.getInteger("demo.columns", 0));
        try (Stage stage = new Stage(database(terminal), agent, folder)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> abort(stage, terminal), "demo-abort"));
            return new Demo(stage, terminal, seed, json, folder).play(runs);
        } catch (StageException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Before minutes are spent on what cannot be written down; the result of an earlier demo goes at the same time. */
    private static void requireWritable(Path json) throws CannotStartException {
        try {
            ResultFile.clear(json);
        } catch (IOException e) {
            throw new CannotStartException(
                    "--result was '" + json + "' but must be a file that can be written to: " + e.getMessage(), e);
        }
    }

    private List<PlannedRun> plan() throws CannotStartException {
        requireBetween("--seconds", seconds, 2, 600);
        requireBetween("--players", players, 4, 1000);
        List<ServerKind> chosenServers = new NamedChoice<>(
                        "--server", new ServerKind[] {ServerKind.NAIVE, ServerKind.CORRECT}, ServerKind::label)
                .chosen(servers);
        List<DemoFault> chosenFaults =
                new NamedChoice<>("--fault", DemoFault.values(), DemoFault::label).chosen(faults);
        if (jdbcUrl != null) {
            chosenFaults = withoutKill(chosenFaults);
        }
        return PlannedRun.all(chosenServers, chosenFaults, Duration.ofSeconds(seconds), players, seed);
    }

    private List<DemoFault> withoutKill(List<DemoFault> chosen) throws CannotStartException {
        List<DemoFault> rest =
                chosen.stream().filter(fault -> !fault.killsDatabase()).toList();
        if (!faults.isEmpty() && rest.size() < chosen.size()) {
            throw new CannotStartException(
                    "--fault was postgres-kill beside --jdbc-url but must be another fault; only a"
                            + " database that the demo has started is its to kill");
        }
        return rest;
    }

    static void requireBetween(String option, int value, int least, int most) throws CannotStartException {
        if (value < least || value > most) {
            throw new CannotStartException(
                    option + " was " + value + " but must lie between " + least + " and " + most);
        }
    }

    static Path folder() {
        return place("demo.folder", "target/demo");
    }

    private static Path place(String property, String usual) {
        return Path.of(System.getProperty(property, usual)).toAbsolutePath();
    }

    static Path agent() throws CannotStartException {
        Path agent = place("demo.agent", "chaos-agent/target/chaos-agent.jar");
        if (!Files.isRegularFile(agent)) {
            throw new CannotStartException(
                    "the agent's jar must be at " + agent + "; ./demo builds it, and so does mvn package");
        }
        return agent;
    }

    private DemoDatabase database(Terminal terminal) throws StageException {
        if (jdbcUrl == null) {
            terminal.line("Starting PostgreSQL.");
            return EmbeddedDatabase.start();
        }
        ExternalDatabase external = ExternalDatabase.open(jdbcUrl);
        terminal.line("Playing on a database that runs already, so without postgres-kill.");
        return external;
    }

    private static void abort(Stage stage, Terminal terminal) {
        if (stage.isClosed()) {
            return;
        }
        terminal.lastLine("Stopping: ending the game server, the bots and the database.");
        try {
            stage.close();
        } catch (StageException e) {
            System.err.println(e.getMessage());
        }
    }
}
