package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RuleFileWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Chaos chaos = Chaos.create("watch");
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        chaos.close();
    }

    private Path write(String id) throws IOException {
        Chaos.point("watch.point");
        Path next = Files.writeString(
                folder.resolve("next"), "rules: { " + id + ": { at: watch.point, fault: { latency: 1ms } } }");
        return Files.move(
                next,
                folder.resolve("chaos.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void fileAppearsChangesAndGoes_isFollowedAndClosingTakesItBack() throws IOException {
        Path path = folder.resolve("chaos.yaml");
        try (RuleFileWatch watch = RuleFileWatch.start(chaos, path, told::add)) {
            assertThat(told).containsExactly(path + " is not there; it is followed as soon as it is");
            write("one");
            await("the file is found")
                    .atMost(PATIENCE)
                    .until(() -> chaos.rule("one").isPresent());
            write("two");
            await("the file is followed")
                    .atMost(PATIENCE)
                    .until(() -> chaos.rule("two").isPresent());
            assertThat(chaos.rule("one")).isEmpty();
            Files.delete(path);
            await("the rules go with the file")
                    .atMost(PATIENCE)
                    .until(() -> chaos.rules().isEmpty());
            write("three");
            await("the file is back")
                    .atMost(PATIENCE)
                    .until(() -> chaos.rule("three").isPresent());
            watch.close();
            assertThat(chaos.rules()).as("closing takes everything back").isEmpty();
        }

        assertThat(told)
                .contains("as " + path + " says: armed: one", "as " + path + " says: armed: two; disarmed: one");
        await("the thread ends")
                .atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("chaos-watch")));
    }

    /** A pipe without a writer hangs whoever opens it, as a file system does whose server is gone. */
    @Test
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "what hangs is a pipe with a name in the file system, and Windows has none")
    void readingHangs_neitherTheEngineNorClosingWaits() throws Exception {
        Path path = write("one");
        RuleFileWatch watch = RuleFileWatch.start(chaos, path, told::add);
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Files.move(pipe, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        await("the watch hangs in the pipe")
                .atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().entrySet().stream()
                        .filter(thread -> thread.getKey().getName().equals("chaos-watch"))
                        .flatMap(thread -> List.of(thread.getValue()).stream())
                        .anyMatch(frame -> frame.getMethodName().equals("open0")
                                || frame.getMethodName().equals("open")));

        chaos.arm("other: watch.point latency 1ms").disarm();
        watch.close();

        assertThat(chaos.rules()).isEmpty();
        Files.writeString(path, "");
        await("the thread ends")
                .atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("chaos-watch")));
    }

    @Test
    void flagNamesOrValuesWrong_areToldByLine() {
        Chaos.point("watch.point");

        assertThatThrownBy(() -> RuleFile.read("chaos.yaml", """
                        rules:
                          slow: { at: watch.point, fault: { latency: 1ms }, enabled: true }
                        flags:
                          slow: off
                          Loud: on
                          quick: maybe
                          none:
                        """)).hasMessage("""
                        4 problems in chaos.yaml:
                          line 2, column 62  rules.slow.enabled says the same as flags.slow; leave one of them out
                          line 5, column 3   flags.Loud names no flag; a flag's name is the id of a rule
                          line 6, column 10  flags.quick was 'maybe' but must be on or off
                          line 7, column 8   flags.none has no value; give one, or leave the key out""");
    }
}
