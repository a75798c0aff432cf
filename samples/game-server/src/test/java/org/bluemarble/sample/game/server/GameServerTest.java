package org.bluemarble.sample.game.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Metrics;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.micrometer.ChaosMetrics;
import org.bluemarble.sample.game.Books;
import org.bluemarble.sample.game.TestDatabases;
import org.bluemarble.sample.game.economy.DatabaseSettings;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.Outcome.Fail;
import org.bluemarble.sample.game.economy.Outcome.Ok;
import org.bluemarble.sample.game.economy.Outcome.Unknown;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.economy.Stake;
import org.bluemarble.sample.game.economy.StartingKit;
import org.bluemarble.sample.game.economy.TradeTerms;
import org.bluemarble.sample.game.protocol.Request;
import org.bluemarble.sample.game.start.CannotStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The correct server over its real protocol, on a real PostgreSQL. */
final class GameServerTest {
    private static final PlayerId ANNA = new PlayerId("anna");
    private static final PlayerId BERT = new PlayerId("bert");
    private static final TradeTerms SALE = new TradeTerms(ANNA, Stake.ofGold(30), BERT, Stake.ofItem("bert.1"));
    /** How long offers stand: whoever is to confirm one may be slow on a busy machine. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final UUID opId = UUID.randomUUID();
    private String url;
    private GameServer server;
    private TestClient anna;
    private TestClient bert;

    @BeforeEach
    void twoPlayersLogIn() throws Exception {
        url = TestDatabases.postgres();
        play(PATIENT);
    }

    private void play(Duration offerTimeout) throws Exception {
        server = GameServer.start(settings(offerTimeout));
        anna = TestClient.loggedIn(server.port(), ANNA);
        bert = TestClient.loggedIn(server.port(), BERT);
    }

    @AfterEach
    void close() {
        anna.close();
        bert.close();
        server.close();
    }

    @Test
    void tradeConfirmedByBoth_isExecutedAndBothAreTold() {
        anna.send(new Request.OfferTrade(opId, 0, SALE));
        assertThat(bert.offer().terms()).isEqualTo(SALE);
        bert.send(new Request.ConfirmTrade(opId, 0, SALE));

        assertThat(anna.replyTo(opId)).isEqualTo(new Ok("done anna=70 bert=130"));
        assertThat(bert.replyTo(opId)).isEqualTo(new Ok("done anna=70 bert=130"));
        assertThat(bagOf(anna)).isEqualTo(new Ok("gold=70 items=anna.1,anna.2,bert.1"));
        new Books(url).assertSound();
    }

    @Test
    void tradeNotConfirmed_isRefusedForGood() throws Exception {
        close();
        play(Duration.ofSeconds(1));
        anna.send(new Request.OfferTrade(opId, 0, SALE));
        Outcome refused = anna.replyTo(opId);

        bert.send(new Request.ConfirmTrade(opId, 1, SALE));

        assertThat(refused).isEqualTo(new Fail("refused: the other player did not confirm"));
        assertThat(bert.replyTo(opId)).isEqualTo(refused);
        new Books(url).assertSound();
    }

    @Test
    void otherTermsThanOffered_areRejectedAndTheDealStaysOpen() {
        TradeTerms better = new TradeTerms(ANNA, Stake.ofGold(99), BERT, Stake.ofItem("bert.1"));
        anna.send(new Request.OfferTrade(opId, 0, SALE));
        bert.offer();

        bert.send(new Request.ConfirmTrade(opId, 0, better));
        assertThat(bert.replyTo(opId)).isEqualTo(new Fail("operation " + opId + " is another trade; choose a new id"));
        bert.send(new Request.ConfirmTrade(opId, 0, SALE));

        assertThat(anna.replyTo(opId)).isEqualTo(new Ok("done anna=70 bert=130"));
    }

    @Test
    void tradeOfOtherPlayers_cannotBeConfirmed() {
        bert.send(new Request.OfferTrade(opId, 0, SALE));

        assertThat(bert.replyTo(opId)).isEqualTo(new Fail("only anna can send this, you are bert"));
    }

    @Test
    void retryAfterARestart_isToldWhatHappenedBefore() throws Exception {
        anna.send(new Request.OfferTrade(opId, 0, SALE));
        bert.offer();
        bert.send(new Request.ConfirmTrade(opId, 0, SALE));
        bert.replyTo(opId);
        server.close();
        server = GameServer.start(settings(PATIENT));

        try (TestClient again = TestClient.loggedIn(server.port(), ANNA)) {
            again.send(new Request.OfferTrade(opId, 1, SALE));

            assertThat(again.replyTo(opId)).isEqualTo(new Ok("done anna=70 bert=130"));
        }
        new Books(url).assertSound();
    }

    @Test
    void retriesOfBothAfterARestart_meetAndExecuteOnce() throws Exception {
        anna.send(new Request.OfferTrade(opId, 0, SALE));
        bert.offer();
        server.close();
        server = GameServer.start(settings(PATIENT));

        try (TestClient anna2 = TestClient.loggedIn(server.port(), ANNA);
                TestClient bert2 = TestClient.loggedIn(server.port(), BERT)) {
            bert2.send(new Request.ConfirmTrade(opId, 1, SALE));
            anna2.send(new Request.OfferTrade(opId, 1, SALE));

            assertThat(anna2.replyTo(opId)).isEqualTo(new Ok("done anna=70 bert=130"));
            assertThat(bert2.replyTo(opId)).isEqualTo(new Ok("done anna=70 bert=130"));
        }
        new Books(url).assertSound();
    }

    @Test
    void wrongToken_isToldAndDisconnected() throws Exception {
        try (TestClient thief = new TestClient(server.port())) {
            Outcome outcome = thief.logIn(ANNA, "not the secret");

            assertThat(outcome).isEqualTo(new Fail("the token is not one of anna"));
            awaitDisconnected(thief);
        }
        assertThat(anna.isConnected()).isTrue();
    }

    @Test
    void requestBeforeLogin_isUnknownAndNotFail() throws Exception {
        try (TestClient stranger = new TestClient(server.port())) {
            stranger.send(new Request.OfferTrade(opId, 0, SALE));

            assertThat(stranger.replyTo(opId)).isEqualTo(new Unknown("log in first, then ask again"));
        }
    }

    @Test
    void secondLogin_takesOverFromTheFirst() throws Exception {
        try (TestClient newer = TestClient.loggedIn(server.port(), ANNA)) {
            awaitDisconnected(anna);
            assertThat(newer.isConnected()).isTrue();
            bert.send(new Request.OfferTrade(opId, 0, new TradeTerms(BERT, Stake.ofGold(1), ANNA, Stake.NOTHING)));
            assertThat(newer.offer().opId()).isEqualTo(opId);
        }
    }

    @Test
    void otherPlayerOnTheSameConnection_isRefused() {
        assertThat(anna.logIn(BERT, ServerSettings.DEFAULT_SECRET)).isEqualTo(new Fail("this connection is anna's"));
    }

    @Test
    void malformedFrame_disconnectsThatClientOnly() throws Exception {
        try (TestClient vandal = new TestClient(server.port())) {
            vandal.sendRaw(Unpooled.buffer().writeInt(3).writeMedium(0xFFFFFF));
            awaitDisconnected(vandal);
            assertThat(vandal.hasReceivedAnything()).isFalse();
        }
        assertThat(bagOf(anna)).isInstanceOf(Ok.class);
        assertThat(scrape()).contains("game_frames_malformed_total 1.0");
    }

    /** As the agent does it with {@code metrics=true}, and as a server may do it itself. */
    @Test
    void injections_areAmongTheServersMetrics() throws Exception {
        try (Chaos chaos = Chaos.create("scraped");
                ChaosMetrics metrics = new ChaosMetrics(chaos)) {
            metrics.bindTo(Metrics.globalRegistry);
            InjectionPoint trade = Chaos.point("scraped.trade");
            chaos.arm("slow: scraped.trade latency 1ms");
            try (var scope = ChaosContext.current().withEngine(chaos).open()) {
                trade.pass();
            }

            assertThat(scrape())
                    .contains("chaos_injections_total{cohort=\"none\",fault=\"latency\",point=\"scraped.trade\","
                            + "rule=\"slow\"} 1.0")
                    .contains("chaos_added_latency_seconds_count{")
                    .contains("chaos_rules_armed 1.0");
        }
        assertThat(scrape()).doesNotContain("chaos_");
    }

    @Test
    void metrics_countTradesTicksAndThePool() throws Exception {
        anna.send(new Request.OfferTrade(opId, 0, SALE));
        bert.offer();
        bert.send(new Request.ConfirmTrade(opId, 0, SALE));
        bert.replyTo(opId);

        assertThat(scrape())
                .contains("game_trades_total{outcome=\"done\"} 1.0")
                .contains("game_trades_total{outcome=\"unknown\"} 0.0")
                .contains("game_trade_time_seconds_count 1")
                .contains("game_tick_seconds_count")
                .contains("game_db_retries_total 0.0")
                .contains("hikaricp_connections_active{pool=\"game\"}");
    }

    @Test
    void takenPort_isOneClearError() {
        ServerSettings samePort = new ServerSettings(
                ServerKind.CORRECT,
                DatabaseSettings.of(url, "", ""),
                server.port(),
                0,
                20,
                new StartingKit(100, 2),
                "secret",
                Duration.ofSeconds(1),
                null);

        assertThatThrownBy(() -> GameServer.start(samePort))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("--port was " + server.port() + " but must be free: ")
                .hasMessageEndingWith("; 0 takes any free one");
    }

    @Test
    void unreachableDatabase_isOneClearError() {
        DatabaseSettings nobody =
                new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/game", "u", "p", 2, Duration.ofSeconds(1));

        assertThatThrownBy(() -> GameServer.start(ServerSettings.of(ServerKind.CORRECT, nobody)))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("database jdbc:postgresql://127.0.0.1:1/game as 'u' could not be reached within"
                        + " 1 s but must accept connections: ")
                .hasMessageEndingWith("; is it running, and are --db-user and --db-password right?");
    }

    @Test
    void databaseOfAnotherMake_isOneClearError() {
        DatabaseSettings oracle = DatabaseSettings.of("jdbc:oracle:thin:@db", "", "");

        assertThatThrownBy(() -> GameServer.start(ServerSettings.of(ServerKind.CORRECT, oracle)))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("--jdbc-url was 'jdbc:oracle:thin:@db' but must begin with jdbc:postgresql:, jdbc:mariadb:"
                        + " or jdbc:h2:");
    }

    private ServerSettings settings(Duration offerTimeout) {
        return new ServerSettings(
                ServerKind.CORRECT,
                DatabaseSettings.of(url, "", ""),
                0,
                0,
                100,
                new StartingKit(100, 2),
                ServerSettings.DEFAULT_SECRET,
                offerTimeout,
                null);
    }

    private static Outcome bagOf(TestClient client) {
        UUID question = UUID.randomUUID();
        client.send(new Request.ShowBag(question, 0));
        return client.replyTo(question);
    }

    private static void awaitDisconnected(TestClient client) {
        Awaitility.await("the server has closed the connection")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !client.isConnected());
    }

    private String scrape() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.metricsPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
