package org.bluemarble.sample.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.sample.demo.plan.PlannedRun;
import org.bluemarble.sample.demo.report.HtmlReport;
import org.bluemarble.sample.demo.result.ResultFile;
import org.bluemarble.sample.demo.result.RunOutcome;
import org.bluemarble.sample.demo.stage.RunPlayer;
import org.bluemarble.sample.demo.stage.Stage;

/** Plays runs one after another, says what each came to, and writes it all down. */
final class Demo {
    private final Terminal terminal;
    private final long seed;
    private final Path json;
    private final Path report;
    private final RunPlayer player;

    Demo(Stage stage, Terminal terminal, long seed, Path json, Path folder) {
        this.terminal = terminal;
        this.seed = seed;
        this.json = json;
        this.report = folder.resolve("report.html");
        this.player = new RunPlayer(stage, terminal);
    }

    /** {@return whether every run ended as expected} */
    boolean play(List<PlannedRun> runs) throws IOException, InterruptedException {
        terminal.line(runs.size() == 1 ? "One run." : runs.size() + " runs.");
        List<RunOutcome> outcomes = new ArrayList<>();
        for (PlannedRun run : runs) {
            terminal.begin((outcomes.size() + 1) + "/" + runs.size() + " "
                    + run.server().label() + " " + run.fault().label());
            RunOutcome outcome = player.play(run);
            outcomes.add(outcome);
            terminal.line(RunTable.line(outcome));
        }
        return conclude(outcomes);
    }

    private boolean conclude(List<RunOutcome> outcomes) throws IOException {
        ResultFile.write(json, seed, outcomes);
        HtmlReport.write(report, seed, outcomes);
        long expected = outcomes.stream().filter(RunOutcome::isAsExpected).count();
        terminal.line("\n" + RunTable.table(outcomes) + "\n");
        terminal.line(expected + " of " + outcomes.size() + " runs as expected.");
        terminal.line("Result: " + json);
        terminal.line("Report: " + report);
        return expected == outcomes.size();
    }
}
