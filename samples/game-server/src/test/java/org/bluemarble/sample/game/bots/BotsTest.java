package org.bluemarble.sample.game.bots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.sample.game.Books;
import org.bluemarble.sample.game.TestDatabases;
import org.bluemarble.sample.game.economy.DatabaseSettings;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.server.GameServer;
import org.bluemarble.sample.game.server.ServerSettings;
import org.bluemarble.sample.game.start.CannotStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BotsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void settledBots_haveToldTheFactLogAboutEveryTrade() throws Exception {
        String url = TestDatabases.postgres();
        Path log = folder.resolve("facts.jsonl");
        Tally tally;
        try (GameServer server = start(url);
                Bots bots = Bots.start(BotsSettings.of(server.port(), log))) {
            assertThat(bots.awaitLoggedIn(PATIENCE)).isTrue();
            bots.trade();
            Awaitility.await("some trades")
                    .atMost(PATIENCE)
                    .until(() -> bots.tally().acknowledged() >= 20);

            assertThat(bots.settle(PATIENCE)).isTrue();

            tally = bots.tally();
        }
        FactReplay replay = FactReplay.of(log);
        assertThat(replay.acknowledged()).hasSize((int) tally.acknowledged());
        assertThat(replay.refused()).hasSize((int) tally.refused());
        assertThat(replay.inDoubt()).isEmpty();
        assertThat(tally.underWay()).isZero();
        assertThat(tally.begun()).isEqualTo(tally.acknowledged() + tally.refused());
        assertThat(replay.contradictions(url)).isEmpty();
        new Books(url).assertSound();
    }

    @Test
    void databaseKilledUnderTraffic_everyTradeIsAnsweredInTheEnd() throws Exception {
        Path log = folder.resolve("facts.jsonl");
        try (PostgresServer postgres = PostgresServer.builder().start();
                GameServer server = start(postgres.jdbcUrl());
                Bots bots = Bots.start(BotsSettings.of(server.port(), log))) {
            assertThat(bots.awaitLoggedIn(PATIENCE)).isTrue();
            bots.trade();
            Awaitility.await("some trades")
                    .atMost(PATIENCE)
                    .until(() -> bots.tally().acknowledged() >= 10);

            postgres.kill();
            postgres.restart();
            long before = bots.tally().acknowledged();
            Awaitility.await("trades after the restart")
                    .atMost(PATIENCE)
                    .until(() -> bots.tally().acknowledged() >= before + 10);

            assertThat(bots.settle(PATIENCE)).isTrue();
            FactReplay replay = FactReplay.of(log);
            assertThat(replay.inDoubt()).isEmpty();
            assertThat(replay.contradictions(postgres.jdbcUrl())).isEmpty();
            new Books(postgres.jdbcUrl()).assertSound();
        }
    }

    @Test
    void serverThatNeverComes_endsInGivingUpAndNotInAnAnswer() throws Exception {
        String url = TestDatabases.postgres();
        Path log = folder.resolve("facts.jsonl");
        GameServer server = start(url);
        try (server;
                Bots bots = Bots.start(BotsSettings.of(server.port(), log))) {
            assertThat(bots.awaitLoggedIn(PATIENCE)).isTrue();
            bots.trade();
            // Several: some of them meet the end of the server.
            Awaitility.await("trades are under way")
                    .atMost(PATIENCE)
                    .until(() -> bots.tally().underWay() >= 3);
            server.close();

            assertThat(bots.settle(Duration.ofMillis(500))).isFalse();

            Tally tally = bots.tally();
            assertThat(tally.gaveUp()).isPositive();
            assertThat(tally.underWay()).isZero();
            assertThat(FactReplay.of(log).inDoubt()).hasSize((int) tally.gaveUp());
        }
        new Books(url).assertSound();
    }

    @Test
    void factLogThatEndsInAHalfLine_isContinuedOnALineOfItsOwn() throws Exception {
        Path log = folder.resolve("facts.jsonl");
        Files.writeString(log, "{\"t\":1,\"op\":\"tor", StandardOpenOption.CREATE);

        Bots.start(BotsSettings.of(1, log)).close();

        assertThat(Files.readString(log)).isEqualTo("{\"t\":1,\"op\":\"tor\n");
    }

    @Test
    void factLogInAMissingDirectory_isOneClearError() {
        Path nowhere = folder.resolve("missing").resolve("facts.jsonl");

        assertThatThrownBy(() -> Bots.start(BotsSettings.of(1, nowhere)))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("--facts was '" + nowhere
                        + "' but must be a file that can be written to, in a directory that exists");
    }

    private static GameServer start(String url) throws CannotStartException {
        return GameServer.start(ServerSettings.of(ServerKind.CORRECT, DatabaseSettings.of(url, "", "")));
    }
}
