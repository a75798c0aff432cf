package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules at the requests of the JDK's HTTP clients, which ask a real server. */
class HttpFaultsIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";
    private static final List<String> CLIENTS = List.of("send", "async", "url");

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private String uri;

    @TempDir
    Path folder;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = "treasure".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        uri = "http://localhost:" + server.getAddress().getPort() + "/assets/map?id=7";
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void statusIsMadeUp_serverSeesTheRequestOnlyInPhaseAfter(Jdk jdk) throws IOException {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.showBytes(folder);
            CLIENTS.forEach(client -> assertThat(get(game, client)).startsWith("200 treasure "));
            List<String> classes = List.of(
                    "jdk.internal.net.http.HttpClientImpl",
                    "sun.net.www.protocol.http.HttpURLConnection",
                    "java.net.HttpURLConnection");
            assertThat(classes).noneMatch(game::isWoven);
            requests.set(0);

            game.arm("down: http.request[host=localhost,path=/assets/map,method=GET] status 503 body=busy");

            assertThat(get(game, "send")).startsWith("503 busy after ");
            assertThat(get(game, "async")).startsWith("503 busy given after ");
            assertThat(get(game, "url")).startsWith("503 503 after ");
            assertThat(requests).hasValue(0);
            game.disarm("down");
            game.arm("late: http.request status 504 phase=after");
            assertThat(get(game, "send")).startsWith("504  after ");
            assertThat(get(game, "async")).startsWith("504  given after ");
            assertThat(get(game, "url")).startsWith("504 504 after ");
            assertThat(requests).hasValue(3);
            game.disarm("late");
            await("the original classes")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> classes.stream().noneMatch(game::isWoven));
            CLIENTS.forEach(client -> assertThat(get(game, client)).startsWith("200 treasure "));
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void timeoutAndUnreachable_callerSeesTheClientsOwnExceptions(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("slow: http.request timeout");
            assertThat(get(game, "send", 300))
                    .startsWith("threw java.net.http.HttpTimeoutException: request timed out");
            assertThat(get(game, "async", 300))
                    .startsWith("threw java.net.http.HttpTimeoutException: request timed out");
            assertThat(get(game, "url", 300)).startsWith("threw java.net.SocketTimeoutException: Read timed out");
            game.disarm("slow");
            game.arm("gone: http.request unreachable");
            assertThat(CLIENTS)
                    .allSatisfy(client -> assertThat(get(game, client))
                            .startsWith("threw java.net.ConnectException")
                            .contains("injected by rule 'gone' at http.request"));

            assertThat(requests).hasValue(0);
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void bodyIsGarbage_lengthStaysAndNoByteDoes(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("garbage: http.request garbage-body");

            assertThat(CLIENTS)
                    .allSatisfy(client ->
                            assertThat(get(game, client)).startsWith("200 ").doesNotContain("treasure"));

            assertThat(requests).hasValue(3);
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void latency_keepsOnlyThoseWaitingWhoWaitAnyway(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            assertThat(get(game, "async")).startsWith("200 treasure ");
            game.arm("slow: http.request latency 2s");

            assertThat(GameServer.millis(get(game, "send"))).isGreaterThanOrEqualTo(2_000);
            assertThat(GameServer.millis(get(game, "url"))).isGreaterThanOrEqualTo(2_000);
            assertThat(GameServer.millis(get(game, "async"))).isGreaterThanOrEqualTo(2_000);
            assertThat(game.ask("jmx explain slow")).contains("3 injected, 3 done");
            game.disarm("slow");

            game.arm("minutes: http.request latency 5m");
            assertThat(get(game, "begin")).startsWith("done false after ");
            game.assertSound();
        }
    }

    private String get(GameServer game, String client) {
        return get(game, client, 60_000);
    }

    private String get(GameServer game, String client, int patienceMillis) {
        return game.ask("call get " + client + " " + uri + " " + patienceMillis);
    }
}
