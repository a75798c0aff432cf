package org.bluemarble.sample.demo.result;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs that nobody played: every kind of mark, every verdict. */
public final class MadeUpRuns {
    public static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private static final String OPERATION = "0d3b6f0e-6a53-4b36-9a70-3f2f6f7a1c11";

    private MadeUpRuns() {}

    public static List<RunOutcome> all() {
        List<RunOutcome> runs = new ArrayList<>();
        runs.add(lostAckOnNaive());
        runs.add(crashOnNaive());
        runs.add(killOnNaive());
        runs.add(holding("correct", "lost-ack", 3, 0, 0, armed(1.2, 1.31), armed(1.9, 2.0), armed(2.6, 2.72)));
        runs.add(holding("correct", "crash-after", 1, 1, 0, armed(1.1, 1.2), serverDown(1.2, 3.9)));
        runs.add(holding("correct", "postgres-kill", 2, 0, 2, databaseDown(1.1, 1.9), databaseDown(3.1, 4.0)));
        return runs;
    }

    public static RunOutcome lostAckOnNaive() {
        List<Mark> marks = new ArrayList<>(List.of(armed(1.2, 1.31), armed(1.9, 2.0), armed(2.6, 2.72)));
        for (double at : new double[] {1.31, 2.0, 2.72}) {
            marks.add(new Mark.Injected(second(at), "lost-ack"));
            marks.add(new Mark.Violated(second(at + 0.05), "I9", doubled()));
            marks.add(new Mark.Violated(second(at + 0.05), "I3", "op " + OPERATION + " misses a leg"));
        }
        marks.add(new Mark.Violated(second(6.2), "I1", "GOLD: 16,024 in the wallets, but 16,000 were minted"));
        return new RunOutcome(
                "naive",
                "lost-ack",
                198,
                0,
                3,
                0,
                0,
                VerdictWord.VIOLATED,
                VerdictWord.VIOLATED,
                List.of(
                        new FoundViolation(
                                "I1",
                                "gold and every other fungible is conserved",
                                1,
                                List.of("GOLD: 16,024 in the wallets, but 16,000 were minted and 0 sunk: 24 too many")),
                        new FoundViolation(
                                "I9", "every operation is applied at most once", 3, List.of(doubled(), doubled()))),
                List.of(),
                timeline(marks, 0, 0));
    }

    /** {@return a run that did not go as it should, with characters that HTML and JSON must escape} */
    public static RunOutcome crashOnNaive() {
        return new RunOutcome(
                "naive",
                "crash-after",
                131,
                2,
                1,
                1,
                0,
                VerdictWord.HOLDS,
                VerdictWord.VIOLATED,
                List.of(),
                List.of("verdict was holds but must be violated; \"<b>\" & so on"),
                timeline(
                        List.of(armed(1.1, 1.2), new Mark.Injected(second(1.2), "crash-after"), serverDown(1.2, 3.9)),
                        1.2,
                        3.9));
    }

    private static RunOutcome killOnNaive() {
        return new RunOutcome(
                "naive",
                "postgres-kill",
                240,
                0,
                5,
                0,
                5,
                VerdictWord.UNKNOWN,
                VerdictWord.UNKNOWN,
                List.of(),
                List.of(),
                timeline(List.of(databaseDown(1.1, 1.9), databaseDown(3.1, 4.0)), 1.1, 1.9));
    }

    private static RunOutcome holding(
            String server, String fault, int injections, int jvmDeaths, int dbDeaths, Mark... marks) {
        List<Mark> all = new ArrayList<>(List.of(marks));
        double deadFrom = 0;
        double deadTo = 0;
        for (Mark mark : marks) {
            if (mark instanceof Mark.Armed) {
                all.add(new Mark.Injected(mark.to(), fault));
            } else {
                deadFrom = Duration.between(START, mark.from()).toMillis() / 1000.0;
                deadTo = Duration.between(START, mark.to()).toMillis() / 1000.0;
            }
        }
        return new RunOutcome(
                server,
                fault,
                187,
                0,
                injections,
                jvmDeaths,
                dbDeaths,
                VerdictWord.HOLDS,
                VerdictWord.HOLDS,
                List.of(),
                List.of(),
                timeline(all, deadFrom, deadTo));
    }

    private static Timeline timeline(List<Mark> marks, double deadFrom, double deadTo) {
        List<Instant> acknowledgements = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (double at = 0.1; at < 5.1; at += 0.025) {
            double when = at + random.nextDouble() * 0.05;
            if (when < deadFrom || when > deadTo) {
                acknowledgements.add(second(when));
            }
        }
        return new Timeline(START, second(5.0), second(6.2), acknowledgements, marks);
    }

    private static Mark armed(double from, double to) {
        return new Mark.Armed(second(from), second(to), "lost-ack-1: jdbc.commit[table=trade] lost-ack nth=3 limit=1");
    }

    private static Mark serverDown(double from, double to) {
        return new Mark.ServerDown(second(from), second(to), "JVM 4711 died with status 137, back as 4842");
    }

    private static Mark databaseDown(double from, double to) {
        return new Mark.DatabaseDown(second(from), second(to), "kill -9 of PostgreSQL");
    }

    private static String doubled() {
        return "operation " + OPERATION
                + " wrote leg GOLD of p3 2 times: +12 and +12, but an operation takes effect once";
    }

    private static Instant second(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }
}
