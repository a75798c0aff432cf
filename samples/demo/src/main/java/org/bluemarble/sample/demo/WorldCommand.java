package org.bluemarble.sample.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bluemarble.sample.demo.plan.WorldExperiment;
import org.bluemarble.sample.demo.plan.WorldRun;
import org.bluemarble.sample.demo.report.WorldReport;
import org.bluemarble.sample.demo.result.WorldOutcome;
import org.bluemarble.sample.demo.result.WorldResultFile;
import org.bluemarble.sample.demo.stage.StageException;
import org.bluemarble.sample.demo.stage.WorldPlayer;
import org.bluemarble.sample.demo.stage.WorldStage;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.start.CannotStartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays faults between two shards of one world. Exit status as that of {@link DemoMain}. */
@Command(
        name = "world",
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Two shards share a world boss over a link of their own. Faults strike at that link and at the players'"
                    + " connections; afterwards both shards' databases must agree, and everybody have been rewarded once.",
            ""
        },
        footer = {
            "",
            "Results: target/demo/world.json and target/demo/world.html",
            "",
            "Example: ./demo world --server naive --experiment duplicates,partition"
        })
final class WorldCommand implements Callable<Integer> {
    @Option(
            names = "--server",
            paramLabel = "KIND",
            description = "naive or correct; may be given several times (default: both)")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "latency, duplicates, reorder, connection-storm, partition or one-way-partition; several with"
                    + " commas (default: all)")
    private List<String> experiments = new ArrayList<>();

    @Option(
            names = "--players",
            paramLabel = "N",
            defaultValue = "12",
            description = "number of bots on each shard, 2 to 500 (default: ${DEFAULT-VALUE})")
    private int players;

    @Option(
            names = "--bosses",
            paramLabel = "N",
            defaultValue = "4",
            description = "bosses that come and die under each fault, 3 to 100 (default: ${DEFAULT-VALUE})")
    private int bosses;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "decides who does what (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this text")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private boolean isHelpWanted;

    WorldCommand() {}

    @Override
    public Integer call() throws Exception {
        List<WorldRun> runs = plan();
        Path agent = DemoMain.agent();
        try (DemoFolder folder = DemoFolder.open(DemoMain.folder())) {
            return play(runs, agent, folder.path()) ? 0 : 1;
        }
    }

    private List<WorldRun> plan() throws CannotStartException {
        DemoMain.requireBetween("--players", players, 2, 500);
        DemoMain.requireBetween("--bosses", bosses, 3, 100);
        return WorldRun.all(
                new NamedChoice<>(
                                "--server", new ServerKind[] {ServerKind.NAIVE, ServerKind.CORRECT}, ServerKind::label)
                        .chosen(servers),
                new NamedChoice<>("--experiment", WorldExperiment.values(), WorldExperiment::label).chosen(experiments),
                players,
                bosses,
                seed);
    }

    private boolean play(List<WorldRun> runs, Path agent, Path folder) throws Exception {
        Terminal terminal = new Terminal(System.out, Integer.getInteger("demo.columns", 0));
        terminal.line("Starting PostgreSQL.");
        try (WorldStage stage = WorldStage.open(agent, folder)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> abort(stage, terminal), "demo-abort"));
            WorldPlayer player = new WorldPlayer(stage, terminal);
            List<WorldOutcome> outcomes = new ArrayList<>();
            terminal.line(runs.size() == 1 ? "One run." : runs.size() + " runs.");
            for (WorldRun run : runs) {
                terminal.begin((outcomes.size() + 1) + "/" + runs.size() + " "
                        + run.server().label() + " " + run.experiment().label());
                WorldOutcome outcome = player.play(run);
                outcomes.add(outcome);
                terminal.line(WorldTable.lines(outcome));
            }
            return conclude(terminal, outcomes, folder);
        } catch (StageException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private boolean conclude(Terminal terminal, List<WorldOutcome> outcomes, Path folder) throws Exception {
        Path json = folder.resolve("world.json");
        Path report = folder.resolve("world.html");
        WorldResultFile.write(json, seed, outcomes);
        WorldReport.write(report, seed, outcomes);
        long expected = outcomes.stream().filter(WorldOutcome::isAsExpected).count();
        terminal.line("\n" + WorldTable.table(outcomes) + "\n");
        terminal.line(expected + " of " + outcomes.size() + " runs as expected.");
        terminal.line("Result: " + json);
        terminal.line("Report: " + report);
        return expected == outcomes.size();
    }

    private static void abort(WorldStage stage, Terminal terminal) {
        if (!stage.isClosed()) {
            terminal.lastLine("Stopping: ending the shards, the bots and the database.");
            stage.close();
        }
    }
}
