package org.bluemarble.sample.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bluemarble.sample.demo.result.VerdictWord;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldOutcome;
import org.bluemarble.sample.demo.result.WorldOutcome.RuleCount;
import org.bluemarble.sample.demo.result.WorldResultFile;
import org.bluemarble.sample.demo.result.WorldTimeline;
import org.bluemarble.sample.demo.result.WorldTimeline.Coming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorldReportTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final WorldOutcome PARTED = new WorldOutcome(
            "naive",
            "partition",
            List.of(new RuleCount("east", "cut: netty.connection[remote-port=1] black-hole", 2)),
            List.of(
                    new WorldCheck(WorldCheck.Name.BOSS_ONCE, "1 of 1: boss-1 <lost>", false),
                    new WorldCheck(WorldCheck.Name.ECONOMY, "east holds, west holds", true)),
            VerdictWord.VIOLATED,
            List.of(),
            new WorldTimeline(
                    START,
                    START.plusSeconds(1),
                    START.plusSeconds(4),
                    START.plusSeconds(6),
                    List.of(new Coming("east", "boss-1", START.plusSeconds(2)))));

    @TempDir
    private Path folder;

    @Test
    void page_namesChecksRulesAndBosses_andNeedsNothingElse() throws Exception {
        WorldReport.write(folder.resolve("new/world.html"), 7, List.of(PARTED));

        assertThat(Files.readString(folder.resolve("new/world.html")))
                .contains(
                        "1 of 1 runs",
                        "seed 7",
                        "naive servers under partition",
                        "boss-1 &lt;lost&gt;",
                        "cut: netty.connection[remote-port=1] black-hole",
                        "class=\"boss missing\"")
                .doesNotContain("<script", "http://", "https://", "unexpected</span>");
    }

    @Test
    void runThatBrokeOff_isShownAsUnexpected() throws Exception {
        WorldOutcome broken = new WorldOutcome(
                "correct",
                "latency",
                List.of(),
                List.of(),
                VerdictWord.HOLDS,
                List.of("broke off: no boss"),
                new WorldTimeline(START, START, START, START, List.of()));

        WorldReport.write(folder.resolve("world.html"), 7, List.of(broken));

        assertThat(Files.readString(folder.resolve("world.html")))
                .contains("0 of 1 runs", "broke off: no boss", "unexpected</span>");
    }

    @Test
    void resultFile_saysWhatTheReportShows() throws Exception {
        WorldResultFile.write(folder.resolve("world.json"), 7, List.of(PARTED));

        JsonNode run = new ObjectMapper()
                .readTree(folder.resolve("world.json").toFile())
                .get("runs")
                .get(0);
        assertThat(run.get("verdict").textValue()).isEqualTo("violated");
        assertThat(run.get("injections").longValue()).isEqualTo(2);
        assertThat(run.get("checks").get(0).get("name").textValue()).isEqualTo("boss-once");
        assertThat(run.get("checks").get(0).get("holds").booleanValue()).isFalse();
        assertThat(run.get("rules").get(0).get("shard").textValue()).isEqualTo("east");
    }
}
