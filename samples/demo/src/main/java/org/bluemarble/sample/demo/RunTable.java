package org.bluemarble.sample.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bluemarble.sample.demo.result.FoundViolation;
import org.bluemarble.sample.demo.result.RunOutcome;

/** Runs as text: one line while the demo goes on, a table at its end. */
final class RunTable {
    private static final List<String> HEAD = List.of(
            "server",
            "fault",
            "acknowledged",
            "in doubt",
            "injections",
            "JVM deaths",
            "DB deaths",
            "verdict",
            "expected",
            "violations");
    private static final int FIRST_NUMBER = 2;
    private static final int LAST_NUMBER = 6;

    private RunTable() {}

    /** {@return one run in one line, and a line more for each thing that is not as it should be} */
    static String line(RunOutcome run) {
        String line = String.format(
                "%-8s %-14s %4d trades acknowledged  %d %-10s  %d %-6s  %s",
                run.server(),
                run.fault(),
                run.acknowledged(),
                run.injections(),
                run.injections() == 1 ? "injection" : "injections",
                run.deaths(),
                run.deaths() == 1 ? "death" : "deaths",
                found(run));
        return line.stripTrailing()
                + run.shortcomings().stream()
                        .map(shortcoming -> "\n  not as expected: " + shortcoming)
                        .collect(Collectors.joining());
    }

    private static String found(RunOutcome run) {
        return run.violations().isEmpty() ? run.verdict().word() : run.verdict().word() + ": " + violations(run);
    }

    private static String violations(RunOutcome run) {
        return run.violations().stream().map(FoundViolation::brief).collect(Collectors.joining(", "));
    }

    /** {@return all runs, columns aligned} */
    static String table(List<RunOutcome> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        runs.forEach(run -> rows.add(List.of(
                run.server(),
                run.fault(),
                Long.toString(run.acknowledged()),
                Long.toString(run.inDoubt()),
                Long.toString(run.injections()),
                Integer.toString(run.jvmDeaths()),
                Integer.toString(run.dbDeaths()),
                run.verdict().word(),
                run.isAsExpected() ? "as expected" : "NOT EXPECTED",
                violations(run))));
        return aligned(rows, FIRST_NUMBER, LAST_NUMBER);
    }

    /** {@return a table of rows, the first of them its head; the columns from one to another are numbers} */
    static String aligned(List<List<String>> rows, int firstNumber, int lastNumber) {
        List<Integer> widths = widths(rows);
        return rows.stream()
                .map(row -> aligned(row, widths, firstNumber, lastNumber))
                .collect(Collectors.joining("\n"));
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int here = column;
            widths.add(
                    rows.stream().mapToInt(row -> row.get(here).length()).max().orElse(0));
        }
        return widths;
    }

    private static String aligned(List<String> row, List<Integer> widths, int firstNumber, int lastNumber) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            boolean isNumber = column >= firstNumber && column <= lastNumber;
            String padding = " ".repeat(widths.get(column) - row.get(column).length());
            line.append(isNumber ? padding + row.get(column) : row.get(column) + padding)
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }
}
