package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalFileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final InjectionPoint point = Chaos.point("signal-file-test.here");
    private Chaos chaos = Chaos.create("unused");

    private Path engineWith(String file) {
        Path path = directory.resolve(file);
        chaos = Chaos.builder("signal").signalFile(path).build();
        return path;
    }

    @AfterEach
    void end() {
        chaos.close();
    }

    private ArmedRule arm(String id) {
        return chaos.arm(id + ": " + point + " exception ttl=5m");
    }

    @Test
    void fileAppears_everythingIsDisarmed_andWhenItIsGoneNothingComesBack() throws IOException {
        Path file = engineWith("stop");
        ArmedRule rule = arm("x");
        assertThat(point.decide(TestCall.of(chaos))).isNotNull();

        Files.createFile(file);
        await("the file to be seen").atMost(PATIENCE).until(() -> !rule.isArmed());

        assertThat(rule.end()).isEqualTo(ArmedRule.End.KILLED);
        assertThat(point.decide(TestCall.of(chaos))).isNull();
        assertThatThrownBy(() -> arm("y"))
                .hasMessage("rule 'y': the signal file " + file + " exists, so nothing may be armed until it is gone");
        assertThat(chaos.killed()).isEqualTo("the signal file " + file + " exists");
        assertThat(chaos.check("y: " + point + " exception")).hasSize(1);

        Files.delete(file);

        assertThat(arm("y").isArmed()).isTrue();
        assertThat(chaos.rules()).extracting(ArmedRule::id).containsExactly("y");
        assertThat(chaos.killed()).isNull();
        // Who asks whether the file is gone is answered first.
        await("the change to be told")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chaos.events())
                        .filteredOn(event -> event.actor().equals("signal-file"))
                        .extracting(ChaosEvent::kind)
                        .containsExactly(ChaosEvent.Kind.KILLED, ChaosEvent.Kind.KILLED, ChaosEvent.Kind.RESET));
    }

    @Test
    void directoryComesLaterAndIsReplaced_fileInItIsSeen() throws IOException {
        Path file = engineWith("mounted/later/stop");
        ArmedRule before = arm("before");
        Files.createDirectories(file.getParent());
        Files.move(file.getParent(), directory.resolve("old"));
        Files.createDirectories(directory.resolve("new"));
        Files.createFile(directory.resolve("new/stop"));
        assertThat(before.isArmed()).isTrue();

        Files.move(directory.resolve("new"), file.getParent());

        await("the file to be seen").atMost(PATIENCE).until(() -> !before.isArmed());
    }

    /** A switch that somebody tried to throw has been thrown. */
    @Test
    void linkThatLeadsNowhere_counts() throws IOException {
        Path file = engineWith("stop");
        Files.createSymbolicLink(file, directory.resolve("nowhere"));

        assertThatThrownBy(() -> arm("x")).hasMessageContaining("exists, so nothing may be armed");
    }

    @Test
    void fileThatCannotBeLookedAt_counts() throws IOException {
        Path file = engineWith("no-directory/stop");
        Files.createFile(file.getParent());

        assertThatThrownBy(() -> arm("x"))
                .hasMessageStartingWith("rule 'x': the signal file " + file + " cannot be looked at: ")
                .hasMessageEndingWith(", so nothing may be armed until it is gone");
    }

    @Test
    void nothingIsArmed_noThreadOfOursIsThere() {
        engineWith("stop");
        ArmedRule rule = arm("x");
        assertThat(watches()).isTrue();

        rule.disarm();

        await("the thread to end").atMost(PATIENCE).until(() -> !watches());
        assertThat(arm("y").isArmed()).isTrue();
        assertThat(watches()).isTrue();
    }

    private static boolean watches() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("chaos-signal-file"));
    }

    /** Arming waits for a silent file system, but not for ever, and calls do not wait at all. */
    @Test
    void fileSystemIsSilent_nothingMayBeArmed_andWhatIsArmedEnds() throws InterruptedException {
        SteppedClock clock = new SteppedClock();
        chaos = Chaos.builder("silent").clock(clock).build();
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch looking = new CountDownLatch(1);
        try {
            SignalFile file = new SignalFile(
                    "/slow/stop",
                    () -> {
                        looking.countDown();
                        try {
                            answer.await();
                        } catch (InterruptedException interrupted) {
                            Thread.currentThread().interrupt();
                        }
                        return null;
                    },
                    chaos.book().killSwitch(),
                    clock);
            ArmedRule rule = arm("x");
            file.watch();
            looking.await();
            List<String> problems = new ArrayList<>();
            file.check(problems::add);
            assertThat(problems)
                    .containsExactly("the signal file /slow/stop could not be looked at within 2s, so nothing may be"
                            + " armed until its file system answers");
            assertThat(rule.isArmed()).isTrue();

            clock.step(Duration.ofSeconds(10));

            assertThat(rule.end()).isEqualTo(ArmedRule.End.KILLED);
        } finally {
            answer.countDown();
        }
    }
}
