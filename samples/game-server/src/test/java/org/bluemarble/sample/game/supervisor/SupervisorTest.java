package org.bluemarble.sample.game.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.bluemarble.sample.game.TestDatabases;
import org.bluemarble.sample.game.start.CannotStartException;
import org.bluemarble.sample.game.start.ReadyLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real server JVMs, really killed. */
final class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void killedServer_comesBackOnTheSamePort() throws Exception {
        try (Supervisor supervisor = Supervisor.start(launch(RestartStorm.usual()), event -> {})) {
            ReadyLine first = supervisor.ready().orElseThrow();

            kill(first.pid());
            awaitDeaths(supervisor, 1);
            ReadyLine second = supervisor.awaitReady(PATIENCE);

            assertThat(second.pid()).isNotEqualTo(first.pid());
            assertThat(second.port()).isEqualTo(first.port()).isEqualTo(supervisor.port());
            assertThat(supervisor.events())
                    .hasExactlyElementsOfTypes(
                            SupervisorEvent.Ready.class, SupervisorEvent.Died.class, SupervisorEvent.Ready.class);
            SupervisorEvent.Died death =
                    (SupervisorEvent.Died) supervisor.events().get(1);
            assertThat(death.pid()).isEqualTo(first.pid());
            assertThat(death.exitStatus()).isEqualTo(137);
            assertThat(supervisor.hasGivenUp()).isFalse();
        }
    }

    @Test
    void closedSupervisor_hasEndedItsServerAndCountsNoDeath() throws Exception {
        Supervisor supervisor = Supervisor.start(launch(RestartStorm.usual()), event -> {});
        long pid = supervisor.pid().orElseThrow();

        supervisor.close();

        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).isNotEqualTo(Optional.of(true));
        assertThat(supervisor.deaths()).isZero();
        assertThat(supervisor.pid()).isEmpty();
    }

    @Test
    void tooManyDeaths_endTheRestarts() throws Exception {
        try (Supervisor supervisor = Supervisor.start(launch(new RestartStorm(1, PATIENCE)), event -> {})) {
            kill(supervisor.pid().orElseThrow());

            Awaitility.await("the supervisor gives up").atMost(PATIENCE).until(supervisor::hasGivenUp);

            assertThat(supervisor.pid()).isEmpty();
            assertThatThrownBy(() -> supervisor.awaitReady(PATIENCE))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("the game server is not ready: it died 1 times within 60 s");
        }
    }

    @Test
    void serverThatCannotStart_isNotTriedAgain() throws Exception {
        Path log = folder.resolve("server.log");
        ServerLaunch wrong = ServerLaunch.of(List.of(), List.of("--jdbc-url", "jdbc:oracle:thin:@db"))
                .loggingTo(log);

        assertThatThrownBy(() -> Supervisor.start(wrong, event -> {}))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("the game server is not ready: it ended with status 2 before it was ready; its own message"
                        + " says why");
        assertThat(Files.readString(log)).contains("--jdbc-url was 'jdbc:oracle:thin:@db' but must begin with");
    }

    @Test
    void storm_ragesOnlyIfTheDeathsFallIntoTheWindow() {
        RestartStorm storm = new RestartStorm(3, Duration.ofSeconds(10));
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");

        assertThat(storm.isRaging(List.of(noon, noon.plusSeconds(1)))).isFalse();
        assertThat(storm.isRaging(List.of(noon, noon.plusSeconds(5), noon.plusSeconds(11))))
                .isFalse();
        assertThat(storm.isRaging(List.of(noon, noon.plusSeconds(5), noon.plusSeconds(10))))
                .isTrue();
    }

    private ServerLaunch launch(RestartStorm storm) {
        return new ServerLaunch(
                List.of(), List.of("--jdbc-url", TestDatabases.postgres()), 0, folder.resolve("server.log"), storm);
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static void awaitDeaths(Supervisor supervisor, int deaths) {
        Awaitility.await("the death is noticed").atMost(PATIENCE).until(() -> supervisor.deaths() == deaths);
    }
}
