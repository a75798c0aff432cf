package org.bluemarble.sample.demo;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldOutcome;

/** Experiments as text: some lines while they go on, a table at the end. */
final class WorldTable {
    private static final List<String> HEAD =
            List.of("experiment", "server", "injections", "verdict", "expected", "what did not hold");
    private static final int NUMBER = 2;

    private WorldTable() {}

    /** {@return one run: a line for the verdict, and one for each thing that was looked at} */
    static String lines(WorldOutcome run) {
        StringBuilder text = new StringBuilder(String.format(
                "%-8s %-18s %5d injections  %s",
                run.server(), run.experiment(), run.injections(), run.verdict().word()));
        for (WorldCheck check : run.checks()) {
            text.append(String.format(
                    "%n  %s %-51s %s", check.holds() ? "+" : "-", check.name().claim(), check.found()));
        }
        run.shortcomings()
                .forEach(shortcoming -> text.append("\n  not as expected: ").append(shortcoming));
        return text.toString();
    }

    /** {@return all runs, columns aligned} */
    static String table(List<WorldOutcome> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        runs.forEach(run -> rows.add(List.of(
                run.experiment(),
                run.server(),
                Long.toString(run.injections()),
                run.verdict().word(),
                run.isAsExpected() ? "as expected" : "NOT EXPECTED",
                String.join(
                        ", ",
                        run.checks().stream()
                                .filter(check -> !check.holds())
                                .map(check -> check.name().label())
                                .toList()))));
        return RunTable.aligned(rows, NUMBER, NUMBER);
    }
}
