package org.bluemarble.sample.demo.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.sample.demo.plan.WorldExperiment;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldOutcome;

/** The experiments on two shards as one HTML file, in the manner of {@link HtmlReport}. */
public final class WorldReport {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final long seed;
    private final List<WorldOutcome> runs;
    private final Map<String, List<WorldOutcome>> byExperiment = new LinkedHashMap<>();
    private final Markup out = new Markup();

    private WorldReport(long seed, List<WorldOutcome> runs) {
        this.seed = seed;
        this.runs = runs;
        for (WorldOutcome run : runs) {
            byExperiment
                    .computeIfAbsent(run.experiment(), name -> new ArrayList<>())
                    .add(run);
        }
    }

    /**
     * Writes the report.
     *
     * @param file its directories are created
     * @param seed of all runs
     * @param runs in the order in which they were played
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, long seed, List<WorldOutcome> runs) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Files.writeString(target, new WorldReport(seed, List.copyOf(runs)).page(Instant.now()));
    }

    private String page(Instant now) {
        out.openPage("BlueMarble Chaos: two shards");
        headline(now);
        overview();
        legend();
        byExperiment.forEach(this::experiment);
        return out.closePage();
    }

    private void headline(Instant now) {
        long expected = runs.stream().filter(WorldOutcome::isAsExpected).count();
        out.open("header", "class", "page");
        out.leaf("h1", "Two shards, one boss, and a link between them that breaks");
        out.leaf(
                "p",
                "East lets a world boss come and tells west; players of both hit it, and everybody who did is rewarded."
                        + " Faults strike at the messages and lines between the two. Afterwards both databases are read:"
                        + " each boss came once to each shard, nobody was rewarded twice, nothing is lost.",
                "class",
                "lead");
        out.open("p", "class", "sum")
                .leaf("b", expected + " of " + runs.size() + " runs", "class", expected == runs.size() ? "good" : "bad")
                .text(" ended as expected · " + DATE.format(now) + " · seed " + seed)
                .close();
        out.close();
    }

    private void overview() {
        List<String> servers =
                runs.stream().map(WorldOutcome::server).distinct().toList();
        out.open("table").open("thead").open("tr").leaf("th", "experiment").leaf("th", "what happens");
        servers.forEach(server -> out.leaf("th", server + " servers"));
        out.close().close().open("tbody");
        byExperiment.forEach((experiment, same) -> {
            out.open("tr")
                    .open("th", "scope", "row")
                    .leaf("a", experiment, "href", "#" + experiment)
                    .close();
            out.leaf("td", summary(experiment), "class", "summary");
            servers.forEach(server -> cell(same, server));
            out.close();
        });
        out.close().close();
    }

    private void cell(List<WorldOutcome> same, String server) {
        out.open("td");
        if (same.stream().noneMatch(run -> run.server().equals(server))) {
            out.leaf("span", "not played", "class", "tag");
        }
        for (WorldOutcome run : same) {
            if (run.server().equals(server)) {
                out.open("a", "href", "#" + WorldCard.anchor(run));
                WorldCard.verdict(run, out);
                out.close();
                run.checks().stream()
                        .filter(check -> !check.holds())
                        .map(WorldCheck::name)
                        .forEach(name -> out.leaf("span", name.label(), "class", "tag"));
            }
        }
        out.close();
    }

    private void legend() {
        out.open("ul", "class", "legend");
        item("boss", "a boss comes to a shard", "M9 7m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0");
        item("boss missing", "it never comes", "M5 3L13 11M13 3L5 11");
        item("boss twice", "it comes twice", "M9 1L15 7L9 13L3 7Z");
        out.open("li")
                .open("svg", "viewBox", "0 0 18 14", "aria-hidden", "true")
                .open("g", "class", "band armed");
        out.empty("rect", "width", "18", "height", "14")
                .close()
                .close()
                .text("rules are armed")
                .close();
        out.close();
    }

    private void item(String style, String meaning, String shape) {
        out.open("li").open("svg", "viewBox", "0 0 18 14", "aria-hidden", "true");
        out.empty("path", "class", style, "d", shape).close().text(meaning).close();
    }

    private void experiment(String experiment, List<WorldOutcome> same) {
        out.open("section", "id", experiment);
        out.open("h2").text(experiment).leaf("small", summary(experiment)).close();
        out.open("div", "class", "runs pair");
        same.forEach(run -> WorldCard.write(run, out));
        out.close().close();
    }

    private static String summary(String label) {
        for (WorldExperiment experiment : WorldExperiment.values()) {
            if (experiment.label().equals(label)) {
                return experiment.summary();
            }
        }
        return "";
    }
}
