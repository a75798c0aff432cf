package org.bluemarble.sample.demo.report;

import java.util.List;
import org.bluemarble.sample.demo.result.FoundViolation;
import org.bluemarble.sample.demo.result.RunOutcome;
import org.bluemarble.sample.demo.result.VerdictWord;

/** One run on the page: verdict, numbers, timeline, witnesses. */
final class RunCard {
    /** Witnesses of one violation that are read without a click: mostly they tell the same story. */
    private static final int SHOWN = 2;

    private final RunOutcome run;
    private final Markup out;

    private RunCard(RunOutcome run, Markup out) {
        this.run = run;
        this.out = out;
    }

    static void write(RunOutcome run, Markup out) {
        new RunCard(run, out).write();
    }

    /** {@return the fragment identifier of a run's card} */
    static String anchor(RunOutcome run) {
        return run.server() + "-" + run.fault();
    }

    /** Writes a verdict as a coloured word, with a mark if it is not the expected one. */
    static void verdict(RunOutcome run, Markup out) {
        verdict(run.verdict(), run.isAsExpected(), out);
    }

    static void verdict(VerdictWord verdict, boolean isAsExpected, Markup out) {
        out.leaf("span", verdict.word(), "class", "verdict " + verdict.word());
        if (!isAsExpected) {
            out.leaf("span", "unexpected", "class", "unexpected");
        }
    }

    private void write() {
        out.open("article", "class", "run", "id", anchor(run));
        out.open("header").leaf("h3", run.server() + " server");
        verdict(run, out);
        out.close();
        run.shortcomings().forEach(shortcoming -> out.leaf("p", shortcoming, "class", "shortcoming"));
        numbers();
        TimelineChart.draw(run.timeline(), run.server() + " server under " + run.fault(), out);
        witnesses();
        out.close();
    }

    private void numbers() {
        out.open("dl");
        number(run.acknowledged(), "trades acknowledged");
        number(run.inDoubt(), "in doubt");
        number(run.injections(), run.injections() == 1 ? "injection" : "injections");
        if (run.jvmDeaths() > 0) {
            number(run.jvmDeaths(), run.jvmDeaths() == 1 ? "JVM death" : "JVM deaths");
        }
        if (run.dbDeaths() > 0) {
            number(run.dbDeaths(), run.dbDeaths() == 1 ? "database death" : "database deaths");
        }
        out.close();
    }

    private void number(long value, String what) {
        out.open("div").leaf("dt", what).leaf("dd", Long.toString(value)).close();
    }

    private void witnesses() {
        if (run.violations().isEmpty()) {
            out.leaf("p", nothingBroken(), "class", "whole");
            return;
        }
        out.open("ul", "class", "violations");
        for (FoundViolation violation : run.violations()) {
            out.open("li");
            out.open("p").leaf("b", violation.invariant()).text(" " + violation.title());
            out.leaf("span", times(violation.count()), "class", "count").close();
            witnesses(violation.witnesses());
            out.close();
        }
        out.close();
    }

    private String nothingBroken() {
        return switch (run.verdict()) {
            case HOLDS -> "Every invariant holds.";
            case UNKNOWN -> "Nothing is broken, and nothing can be called whole.";
            case VIOLATED -> "";
        };
    }

    private void witnesses(List<String> witnesses) {
        int shown = Math.min(SHOWN, witnesses.size());
        list(witnesses.subList(0, shown), 1);
        if (shown < witnesses.size()) {
            out.open("details").leaf("summary", "more");
            list(witnesses.subList(shown, witnesses.size()), shown + 1);
            out.close();
        }
    }

    private void list(List<String> witnesses, int first) {
        out.open("ol", "start", first);
        witnesses.forEach(witness -> out.leaf("li", witness));
        out.close();
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }
}
