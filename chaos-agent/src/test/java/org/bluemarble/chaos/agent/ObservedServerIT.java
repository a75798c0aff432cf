package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.Recording;
import org.bluemarble.chaos.agent.children.MeasuredServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be seen of a game server under the agent: its metrics, its journal, its flight recording. */
class ObservedServerIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";

    private static final String RULES = """
            points: [measured.trade]
            rules:
              boom: { at: measured.trade, fault: exception, when: { probability: 30% } }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void injections_areInTheApplicationsOwnRegistry(Jdk jdk) throws IOException {
        try (ChildJvm server = server(jdk, "metrics=true,config=" + rules())) {
            server.awaitLine("ready");
            server.tell("pass 100");
            int disturbed = disturbed(server.awaitLine("passed "));

            await("the metrics are found")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> scraped(server).stream().anyMatch(line -> line.startsWith("chaos_rules_armed 1")));
            server.tell("pass 100");
            await("both lines")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> server.output().stream()
                                    .filter(line -> line.startsWith("passed "))
                                    .count()
                            == 2);

            assertThat(disturbed).isPositive();
            assertThat(scraped(server))
                    .anyMatch(line -> line.startsWith("chaos_injections_total{cohort=\"none\",fault=\"exception\","
                            + "point=\"measured.trade\",rule=\"boom\"}"));
            server.awaitWord();
            assertThat(server.said()).containsExactly("armed: boom");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void journalOfOneRun_isReplayedByTheNext(Jdk jdk) throws IOException {
        Path journal = folder.resolve("journal.jsonl");
        String recorded;
        try (ChildJvm server = server(jdk, "journal=" + journal + ",config=" + rules())) {
            server.awaitLine("ready");
            server.tell("pass 200");
            recorded = server.awaitLine("passed ");
            await("the journal is written")
                    .atMost(ChildJvm.PATIENCE)
                    // Empty so far.
                    .ignoreException(ChaosConfigurationException.class)
                    .until(() -> Recording.read(journal).entries().size() == disturbed(recorded));
        }

        try (ChildJvm server = server(jdk, "replay=" + journal)) {
            server.awaitLine("ready");
            server.tell("pass 200");

            assertThat(server.awaitLine("passed ")).isEqualTo(recorded);
            server.awaitWord();
            assertThat(server.said()).containsExactly("replayed: boom");
        }
        assertThat(disturbed(recorded)).isBetween(20, 100);
    }

    /** The engine is above every other class there: its events must be known to the recorder all the same. */
    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void injections_areInTheFlightRecording(Jdk jdk) throws IOException {
        Path recording = folder.resolve("server.jfr");
        String passed;
        try (ChildJvm server = ChildJvm.on(jdk)
                .with("-XX:StartFlightRecording:filename=" + recording + ",dumponexit=true")
                .agent(Jars.agent(), "config=" + rules())
                .on(MeterRegistry.class, PrometheusMeterRegistry.class)
                .on(classPath())
                .run(MeasuredServer.class)) {
            server.awaitLine("ready");
            server.tell("pass 100");
            passed = server.awaitLine("passed ");
            server.tell("kill");
            server.endInput();
            assertThat(server.exitStatus()).isZero();
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("org.bluemarble.chaos.Injection"))
                .hasSize(disturbed(passed))
                .allSatisfy(event -> assertThat(event.getString("rule")).isEqualTo("boom"));
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("org.bluemarble.chaos.Change"))
                .extracting(event -> event.getString("kind"))
                .contains("killed");
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void journalThatCannotBeWritten_isToldAndTheServerRuns(Jdk jdk) {
        try (ChildJvm server = server(jdk, "journal=" + folder.resolve("none/journal.jsonl"))) {
            server.awaitLine("ready");

            server.awaitWord();
            assertThat(server.said()).singleElement().asString().startsWith("the journal is not written: ");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void replayThatCannotBeRead_isToldAndTheServerRuns(Jdk jdk) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jsonl"), "no journal\n");
        try (ChildJvm server = server(jdk, "replay=" + broken)) {
            server.awaitLine("ready");

            server.awaitWord();
            assertThat(server.said())
                    .containsExactly(
                            "nothing is replayed: broken.jsonl: line 1  line was no journal's first line, which"
                                    + " begins with {\"type\":\"journal\"");
        }
    }

    private ChildJvm server(Jdk jdk, String options) {
        return ChildJvm.on(jdk).agent(Jars.agent(), options).on(classPath()).run(MeasuredServer.class);
    }

    /** Micrometer with all that it needs. */
    private static Path[] classPath() {
        List<Path> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.matches(".*(micrometer|prometheus|HdrHistogram|LatencyUtils|slf4j).*[.]jar")) {
                entries.add(Path.of(entry));
            }
        }
        return entries.toArray(new Path[0]);
    }

    private Path rules() throws IOException {
        return Files.writeString(folder.resolve("chaos.yaml"), RULES);
    }

    private static List<String> scraped(ChildJvm server) {
        long before = scrapes(server);
        server.tell("scrape");
        await("a scrape").atMost(ChildJvm.PATIENCE).until(() -> scrapes(server) > before);
        return server.output();
    }

    private static long scrapes(ChildJvm server) {
        return server.output().stream().filter("scraped"::equals).count();
    }

    private static int disturbed(String passed) {
        return (int) passed.chars().filter(call -> call == '!').count();
    }
}
