package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest extends EngineTest {

    @TempDir
    Path folder;

    @Test
    void whatIsDecided_isInTheFileSoonAndReadsBackTheSame() throws IOException {
        chaos.arm(rule("early").when(Trigger.nth(1)).build());
        decide(1);
        Path file = folder.resolve("journal.jsonl");

        try (JournalFile journal = chaos.writeJournal(file)) {
            chaos.arm(rule("slow")
                    .inject(Latency.of(Duration.ofMillis(1)))
                    .when(Trigger.every(2))
                    .build());
            try (var scope = ChaosContext.current()
                    .withPlayer("p \"17\"\n\u00e9\ud83d\ude00")
                    .open()) {
                decide(10);
            }

            await("the journal is written without being asked")
                    .atMost(PATIENCE)
                    .until(() -> Files.readAllLines(file).size() == 1 + 2 + 6);
            assertThat(journal.lost()).isZero();
        }
        Recording read = Recording.read(file);
        assertThat(read.seed()).isEqualTo(SEED);
        assertThat(read.entries()).isEqualTo(chaos.journal().entries());
        assertThat(read.changes()).isEqualTo(chaos.events());
        assertThat(read.lost()).isZero();
        assertThat(read.rules()).containsOnlyKeys("early", "slow");
    }

    @Test
    void closedJournal_holdsEverythingAndGrowsNoMore() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        JournalFile journal = chaos.writeJournal(file);
        chaos.arm(rule("boom").build());
        decide(2000);

        journal.close();
        journal.close();

        assertThat(Recording.read(file).entries()).hasSize(2000);
        decide(1);
        assertThat(journal.flush(Duration.ofMillis(1))).isFalse();
        assertThat(Recording.read(file).entries()).hasSize(2000);
    }

    /** The process is killed while it writes; the next one begins a line of its own. */
    @Test
    void lineThatWasCutShort_isCountedAndKeepsNothingElseFromBeingRead() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        try (JournalFile journal = chaos.writeJournal(file)) {
            chaos.arm(rule("boom").build());
            decide(3);
        }
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20), StandardOpenOption.TRUNCATE_EXISTING);

        try (Chaos next = engine("next")) {
            next.writeJournal(file).close();
        }

        List<Recording> runs = Recording.runs(file);
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).entries()).hasSize(2);
        assertThat(runs.get(0).lost()).isEqualTo(1);
        assertThat(runs.get(1).entries()).isEmpty();
        assertThat(runs.get(1).lost()).isZero();
    }

    /** A pipe that nobody empties is as slow as a disk can be. */
    @Test
    void moreThanTheDiskTakes_isCountedAndEveryLineIsWhole() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(30, TimeUnit.SECONDS))
                .isTrue();
        CompletableFuture<BufferedReader> reader = CompletableFuture.supplyAsync(() -> opened(pipe));
        JournalFile journal = chaos.writeJournal(pipe);
        BufferedReader lines = reader.get(30, TimeUnit.SECONDS);
        chaos.arm(rule("boom").build());
        int decided = 3 * Journal.CAPACITY;
        decide(decided);
        CompletableFuture<List<String>> read =
                CompletableFuture.supplyAsync(() -> lines.lines().toList());

        journal.close();

        Path file = Files.write(folder.resolve("read"), read.get(30, TimeUnit.SECONDS));
        lines.close();
        Recording recording = Recording.read(file);
        assertThat(recording.lost()).isPositive().isEqualTo(journal.lost());
        assertThat(recording.entries().size() + recording.lost()).isEqualTo(decided);
        assertThat(recording.entries())
                .extracting(JournalEntry::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** Nothing is flushed when a JVM halts, except what the engine wrote before. */
    @Test
    void crash_isInTheFileWithEverythingBeforeIt() throws Exception {
        Path file = folder.resolve("journal.jsonl");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalingServer.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(server.waitFor(120, TimeUnit.SECONDS))
                    .as("the JVM ended")
                    .isTrue();
        } finally {
            server.destroyForcibly();
        }

        assertThat(server.exitValue())
                .as(() -> "exit status after " + read(folder.resolve("output")))
                .isEqualTo(Crash.EXIT_STATUS);
        Recording recording = Recording.read(file);
        assertThat(recording.entries())
                .extracting(JournalEntry::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, JournalingServer.CALLS + 1)
                        .boxed()
                        .toList());
        assertThat(recording.entries().get(JournalingServer.CALLS))
                .satisfies(last -> assertThat(last.fault()).isEqualTo("crash"));
    }

    @Test
    void fileThatCannotBeMade_isRefusedAtOnce() {
        assertThatThrownBy(() -> chaos.writeJournal(folder.resolve("none/journal.jsonl")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void fileThatIsNoJournal_isRefusedWithTheReason() throws IOException {
        Path file = Files.writeString(folder.resolve("x.jsonl"), "{\"rules\":1}\n");
        assertThatThrownBy(() -> Recording.read(file))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage(
                        "x.jsonl: line 1  line was no journal's first line, which begins with {\"type\":\"journal\"");

        Files.writeString(file, "{\"type\":\"journal\",\"format\":99,\"seed\":\"1\"}\n");
        assertThatThrownBy(() -> Recording.read(file))
                .hasMessage("x.jsonl: line 1  line had format 99 but this version reads up to 1;"
                        + " replay it with the version that wrote it");

        Files.writeString(file, "");
        assertThatThrownBy(() -> Recording.read(file))
                .hasMessage("x.jsonl: line 1  line was missing: the file is empty");
    }

    private void decide(int calls) {
        for (int i = 0; i < calls; i++) {
            Injection injection = call();
            if (injection != null) {
                injection.done();
            }
        }
    }

    private static BufferedReader opened(Path file) {
        try {
            return Files.newBufferedReader(file);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
