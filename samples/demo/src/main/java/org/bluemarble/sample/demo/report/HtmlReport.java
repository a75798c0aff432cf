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
import org.bluemarble.sample.demo.plan.DemoFault;
import org.bluemarble.sample.demo.result.RunOutcome;

/**
 * One HTML file that needs nothing else: style and drawings are inside, no script, no network. Light or dark as the reader's
 * system is.
 */
public final class HtmlReport {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final long seed;
    private final Map<String, List<RunOutcome>> byFault = new LinkedHashMap<>();
    private final List<RunOutcome> runs;
    private final Markup out = new Markup();

    private HtmlReport(long seed, List<RunOutcome> runs) {
        this.seed = seed;
        this.runs = runs;
        for (RunOutcome run : runs) {
            byFault.computeIfAbsent(run.fault(), fault -> new ArrayList<>()).add(run);
        }
    }

    /**
     * Writes the report.
     *
     * @param file its directories are created
     * @param seed of the whole demo
     * @param runs in the order in which they were played
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, long seed, List<RunOutcome> runs) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Files.writeString(target, new HtmlReport(seed, List.copyOf(runs)).page(Instant.now()));
    }

    private String page(Instant now) {
        out.openPage("BlueMarble Chaos: the demo");
        headline(now);
        overview();
        legend();
        byFault.forEach(this::fault);
        return out.closePage();
    }

    private void headline(Instant now) {
        long expected = runs.stream().filter(RunOutcome::isAsExpected).count();
        out.open("header", "class", "page");
        out.leaf("h1", "A trade meets a fault in the middle of its commit");
        out.leaf(
                "p",
                "The same players trade on two game servers that differ in one thing: how a trade is committed. An"
                        + " invariant checker reads the database afterwards and compares it with what players were"
                        + " told.",
                "class",
                "lead");
        out.open("p", "class", "sum")
                .leaf("b", expected + " of " + runs.size() + " runs", "class", expected == runs.size() ? "good" : "bad")
                .text(" ended as expected · " + DATE.format(now) + " · seed " + seed)
                .close();
        out.close();
    }

    private void overview() {
        List<String> servers = runs.stream().map(RunOutcome::server).distinct().toList();
        out.open("table").open("thead").open("tr").leaf("th", "fault").leaf("th", "what happens");
        servers.forEach(server -> out.leaf("th", server + " server"));
        out.close().close().open("tbody");
        byFault.forEach((fault, sameFault) -> {
            out.open("tr")
                    .open("th", "scope", "row")
                    .leaf("a", fault, "href", "#" + fault)
                    .close();
            out.leaf("td", summary(fault), "class", "summary");
            servers.forEach(server -> cell(sameFault, server));
            out.close();
        });
        out.close().close();
    }

    private void cell(List<RunOutcome> sameFault, String server) {
        out.open("td");
        for (RunOutcome run : sameFault) {
            if (run.server().equals(server)) {
                out.open("a", "href", "#" + RunCard.anchor(run));
                RunCard.verdict(run, out);
                out.close();
                run.violations().forEach(found -> out.leaf("span", found.invariant(), "class", "tag"));
            }
        }
        out.close();
    }

    private void legend() {
        out.open("ul", "class", "legend");
        legend("area", "trades acknowledged per second");
        legend("armed", "a rule is armed");
        legend("injected", "the fault strikes");
        legend("server-down", "the server's JVM is dead");
        legend("database-down", "the database is dead");
        legend("violated", "a trade that breaks an invariant");
        legend("settling", "no more trades are begun");
        out.close();
    }

    private void legend(String style, String meaning) {
        out.open("li").open("svg", "viewBox", "0 0 18 14", "aria-hidden", "true");
        switch (style) {
            case "injected" -> out.empty("path", "class", style, "d", "M3.5 2.5L14.5 2.5L9 11.5Z");
            case "violated" -> out.empty("path", "class", style, "d", "M9 1L15 7L9 13L3 7Z");
            case "area" ->
                out.empty("path", "class", "area", "d", "M0 8L6 4L12 7L18 3V14H0Z")
                        .empty("path", "class", "line", "d", "M0 8L6 4L12 7L18 3");
            case "settling" ->
                out.open("g", "class", style)
                        .empty("line", "x1", "9", "x2", "9", "y1", "0", "y2", "14")
                        .close();
            default ->
                out.open("g", "class", "band " + style)
                        .empty("rect", "width", "18", "height", "14")
                        .close();
        }
        out.close().text(meaning).close();
    }

    private void fault(String fault, List<RunOutcome> sameFault) {
        out.open("section", "id", fault);
        out.open("h2").text(fault).leaf("small", summary(fault)).close();
        out.open("div", "class", "runs");
        sameFault.forEach(run -> RunCard.write(run, out));
        out.close().close();
    }

    private static String summary(String label) {
        for (DemoFault fault : DemoFault.values()) {
            if (fault.label().equals(label)) {
                return fault.summary();
            }
        }
        return "";
    }
}
