package org.bluemarble.sample.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.bluemarble.sample.game.bots.FactReplay;
import org.bluemarble.sample.game.start.ReadyLine;
import org.bluemarble.sample.game.supervisor.ServerLaunch;
import org.bluemarble.sample.game.supervisor.Supervisor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole shard as it is run: a server JVM, a bots JVM, a real database. */
final class ShardInProcessesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void correctServerKilledUnderTraffic_keepsEverythingAndEverythingItAcknowledged() throws Exception {
        String url = TestDatabases.postgres();
        Path facts = folder.resolve("facts.jsonl");
        ServerLaunch launch =
                ServerLaunch.of(List.of(), List.of("--jdbc-url", url)).loggingTo(folder.resolve("server.log"));
        try (Supervisor supervisor = Supervisor.start(launch, event -> {});
                TestProcess bots = bots(supervisor.port(), facts, "0")) {
            awaitTrades(bots, 1);

            ProcessHandle.of(supervisor.pid().orElseThrow()).orElseThrow().destroyForcibly();
            Awaitility.await("the death is noticed").atMost(PATIENCE).until(() -> supervisor.deaths() == 1);
            supervisor.awaitReady(PATIENCE);
            bots.say("settle");

            assertThat(bots.exitStatus()).as("%s", bots.lines()).isZero();
            assertThat(bots.lines().get(bots.lines().size() - 1)).startsWith("settled complete=true");
        }
        FactReplay replay = FactReplay.of(facts);
        assertThat(replay.acknowledged()).isNotEmpty();
        assertThat(replay.inDoubt()).isEmpty();
        assertThat(replay.contradictions(url)).isEmpty();
        new Books(url).assertSound();
    }

    @Test
    void naiveServerWithoutFault_keepsEverything() throws Exception {
        String url = TestDatabases.postgres();
        Path facts = folder.resolve("facts.jsonl");
        ServerLaunch launch = ServerLaunch.of(List.of(), List.of("--jdbc-url", url, "--server", "naive"))
                .loggingTo(folder.resolve("server.log"));
        try (Supervisor supervisor = Supervisor.start(launch, event -> {});
                TestProcess bots = bots(supervisor.port(), facts, "0")) {
            awaitTrades(bots, 21);

            bots.say("settle");

            assertThat(bots.exitStatus()).as("%s", bots.lines()).isZero();
        }
        FactReplay replay = FactReplay.of(facts);
        assertThat(replay.acknowledged()).hasSizeGreaterThan(20);
        assertThat(replay.contradictions(url)).isEmpty();
        new Books(url).assertSound();
    }

    @Test
    void killedSupervisor_leavesNoServerBehind() throws Exception {
        try (TestProcess supervisor = TestProcess.start(SupervisorMain.class, "--jdbc-url", TestDatabases.postgres())) {
            awaitLine(supervisor, "ready ");
            long server = supervisor.lines().stream()
                    .map(ReadyLine::parse)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow()
                    .pid();
            assertThat(isAlive(server)).isTrue();

            supervisor.kill();

            Awaitility.await("the server notices that its supervisor is gone")
                    .atMost(PATIENCE)
                    .until(() -> !isAlive(server));
        }
    }

    @Test
    void botsWhoseStarterIsGone_end() throws Exception {
        ServerLaunch launch = ServerLaunch.of(List.of(), List.of("--jdbc-url", TestDatabases.postgres()))
                .loggingTo(folder.resolve("server.log"));
        try (Supervisor supervisor = Supervisor.start(launch, event -> {});
                TestProcess bots = bots(supervisor.port(), folder.resolve("facts.jsonl"), "0")) {
            awaitLine(bots, "ready ");

            bots.closeInput();

            assertThat(bots.exitStatus()).isEqualTo(3);
        }
    }

    private static TestProcess bots(int port, Path facts, String seconds) throws Exception {
        return TestProcess.start(
                BotsMain.class,
                "--leashed",
                "--port",
                Integer.toString(port),
                "--facts",
                facts.toString(),
                "--seconds",
                seconds);
    }

    /** Waits until the bots tell that so many trades, or more, were acknowledged. */
    private static void awaitTrades(TestProcess bots, int least) {
        Awaitility.await("acknowledged trades")
                .atMost(PATIENCE)
                .until(() -> bots.lines().stream()
                        .filter(line -> line.startsWith("progress "))
                        .map(line -> line.replaceAll(".* acknowledged=(\\d+) .*", "$1"))
                        .anyMatch(trades -> Long.parseLong(trades) >= least));
    }

    private static void awaitLine(TestProcess process, String beginning) {
        Awaitility.await("a line '" + beginning + "'")
                .atMost(PATIENCE)
                .until(() -> process.lines().stream().anyMatch(line -> line.startsWith(beginning)));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
