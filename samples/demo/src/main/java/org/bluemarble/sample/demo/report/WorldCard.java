package org.bluemarble.sample.demo.report;

import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldOutcome;
import org.bluemarble.sample.demo.result.WorldOutcome.RuleCount;

/** One experiment on the page: verdict, when bosses came, what was looked at, which rules struck. */
final class WorldCard {
    private final WorldOutcome run;
    private final Markup out;

    private WorldCard(WorldOutcome run, Markup out) {
        this.run = run;
        this.out = out;
    }

    static void write(WorldOutcome run, Markup out) {
        new WorldCard(run, out).write();
    }

    /** {@return the fragment identifier of a run's card} */
    static String anchor(WorldOutcome run) {
        return run.server() + "-" + run.experiment();
    }

    /** Writes a verdict as a coloured word, with a mark if it is not the expected one. */
    static void verdict(WorldOutcome run, Markup out) {
        RunCard.verdict(run.verdict(), run.isAsExpected(), out);
    }

    private void write() {
        out.open("article", "class", "run", "id", anchor(run));
        out.open("header").leaf("h3", run.server() + " servers");
        verdict(run, out);
        out.close();
        run.shortcomings().forEach(shortcoming -> out.leaf("p", shortcoming, "class", "shortcoming"));
        WorldChart.draw(run.timeline(), run.server() + " servers under " + run.experiment(), out);
        checks();
        rules();
        out.close();
    }

    private void checks() {
        out.open("ul", "class", "checks");
        for (WorldCheck check : run.checks()) {
            out.open("li", "class", check.holds() ? "kept" : "broken");
            out.leaf("span", check.holds() ? "✓" : "✗", "class", "mark");
            out.open("div").text(check.name().claim()).leaf("small", check.found());
            out.close().close();
        }
        out.close();
    }

    private void rules() {
        out.open("table", "class", "rules").open("tbody");
        for (RuleCount count : run.rules()) {
            out.open("tr").leaf("td", count.shard());
            out.open("td").leaf("code", count.rule()).close();
            out.leaf("td", count.struck() + "×", "class", "times").close();
        }
        out.close().close();
    }
}
