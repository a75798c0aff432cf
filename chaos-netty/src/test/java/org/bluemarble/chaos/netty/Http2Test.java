package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections that become HTTP/2 in their middle, with rules armed before that, amid it and after it: handlers come and go
 * while bytes are under way, and each stream then is a channel of its own. The client is the JDK's.
 */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class Http2Test {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** When the rules are armed. */
    enum When {
        BEFORE,
        AMID,
        AFTER
    }

    private static final List<String> HARMLESS = List.of(
            "a: netty.read[transport!=other] slice 5",
            "b: netty.write[transport!=other] slice 7",
            "c: netty.read[transport!=other] latency distribution=uniform from=0ms to=2ms",
            "d: netty.write latency distribution=uniform from=0ms to=2ms",
            "e: netty.inbound[message=Http2StreamFrame] latency 1ms",
            "f: netty.outbound[message=Http2StreamFrame] latency 1ms",
            "g: netty.connection unwritable 5ms");

    private static TestKeys keys;

    private final long problems = InternalProblems.count();
    private final Chaos chaos = Chaos.builder("http2").seed(2).build();
    private final ChaosNetty netty = ChaosNetty.of(chaos);
    private final Stack stack;

    Http2Test(Stack stack) {
        this.stack = stack;
    }

    @BeforeAll
    static void makeCertificate(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        keys = TestKeys.make(folder);
    }

    @AfterEach
    void close() {
        chaos.close();
        assertThat(netty.heldBytes()).isZero();
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    private void armHarmless() {
        HARMLESS.forEach(chaos::arm);
    }

    private Http2Server server(boolean encrypted, Runnable amidTheUpgrade) throws IOException {
        SslContext tls = encrypted
                ? SslContextBuilder.forServer(keys.own())
                        .sslProvider(SslProvider.JDK)
                        .applicationProtocolConfig(new ApplicationProtocolConfig(
                                ApplicationProtocolConfig.Protocol.ALPN,
                                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                                ApplicationProtocolNames.HTTP_2))
                        .build()
                : null;
        return new Http2Server(stack, netty, tls, amidTheUpgrade);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(keys.context())
                .build();
    }

    private static HttpRequest request(Http2Server server, boolean encrypted, String path) {
        return HttpRequest.newBuilder(
                        URI.create((encrypted ? "https" : "http") + "://localhost:" + server.port() + path))
                .timeout(PATIENCE)
                .build();
    }

    private static void ask(HttpClient client, Http2Server server, boolean encrypted, String path)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request(server, encrypted, path), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo(path);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void upgradeFromHttp1_everyRequestIsAnsweredAndTheRulesAct(When when) throws IOException, InterruptedException {
        upgrade(when, false);
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void negotiatedByTls_everyRequestIsAnsweredAndTheRulesAct(When when) throws IOException, InterruptedException {
        upgrade(when, true);
    }

    private void upgrade(When when, boolean encrypted) throws IOException, InterruptedException {
        CountedLeaks.collect();
        int leaks = CountedLeaks.found().size();
        Runnable amid = when == When.AMID ? this::armHarmless : () -> {};
        try (Http2Server server = server(encrypted, amid)) {
            if (when == When.BEFORE) {
                armHarmless();
            }
            HttpClient client = client();
            ask(client, server, encrypted, "/first");
            if (when == When.AFTER) {
                armHarmless();
                await("ours to come")
                        .atMost(PATIENCE)
                        .until(() -> server.connections.stream().allMatch(Http2Test::isOurs));
            }
            for (int i = 0; i < 5; i++) {
                ask(client, server, encrypted, "/request-" + i);
            }
            askAtOnce(client, server, encrypted);
            assertThat(chaos.rules())
                    .hasSize(HARMLESS.size())
                    .allSatisfy(rule ->
                            assertThat(rule.counters().injected()).as(rule.id()).isPositive());
            assertThat(server.connections).hasSize(1);

            chaos.rules().forEach(ArmedRule::disarm);

            await("ours to leave")
                    .atMost(PATIENCE)
                    .until(() -> Stream.concat(server.connections.stream(), server.streams.stream())
                            .noneMatch(Http2Test::isOurs));
            ask(client, server, encrypted, "/undisturbed");
        }
        CountedLeaks.collect();
        assertThat(CountedLeaks.found()).hasSize(leaks);
    }

    /** Streams side by side: each is answered with its own path. */
    private static void askAtOnce(HttpClient client, Http2Server server, boolean encrypted) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(client.sendAsync(
                    request(server, encrypted, "/at-once-" + i), HttpResponse.BodyHandlers.ofString()));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join().body()).isEqualTo("/at-once-" + i);
        }
    }

    private static boolean isOurs(Channel channel) {
        return channel.pipeline().names().stream().anyMatch(name -> name.startsWith(Wire.HEAD));
    }

    @Test
    void resetOfAStream_thatRequestFailsAndTheConnectionLives() throws IOException, InterruptedException {
        try (Http2Server server = server(false, () -> {})) {
            HttpClient client = client();
            ask(client, server, false, "/first");
            ArmedRule rule = chaos.arm("x: netty.inbound[handler=game,message=Http2HeadersFrame] reset limit=1");

            assertThatThrownBy(() -> ask(client, server, false, "/doomed")).isInstanceOf(IOException.class);

            ask(client, server, false, "/next");
            assertThat(rule.counters().done()).isEqualTo(1);
            assertThat(server.connections).hasSize(1);
        }
    }

    @Test
    void faultsOfBytesAtAStream_framesPassAsTheyAre() throws IOException, InterruptedException {
        try (Http2Server server = server(false, () -> {})) {
            HttpClient client = client();
            ask(client, server, false, "/first");
            chaos.arm("a: netty.write[transport=other] slice 1");
            chaos.arm("b: netty.write[transport=other] latency 1ms phase=after");
            ArmedRule bandwidth = chaos.arm("c: netty.write[transport=other] bandwidth 100000");
            ArmedRule hole = chaos.arm("d: netty.connection[transport=other] black-hole duration=5ms");

            for (int i = 0; i < 5; i++) {
                ask(client, server, false, "/request-" + i);
            }

            assertThat(hole.counters().injected()).isPositive();
            assertThat(bandwidth.counters().selected()).isPositive();
            assertThat(server.connections).hasSize(1);
        }
    }

    @Test
    void breakOfTheConnection_everyStreamOfItEnds() throws IOException, InterruptedException {
        try (Http2Server server = server(false, () -> {})) {
            HttpClient client = client();
            ask(client, server, false, "/first");
            ArmedRule rule = chaos.arm("x: netty.connection[transport!=other] disconnect limit=1");
            await("the connection to end")
                    .atMost(PATIENCE)
                    .until(() -> server.connections.stream().noneMatch(Channel::isOpen)
                            && server.streams.stream().noneMatch(Channel::isOpen));
            rule.disarm();

            ask(client, server, false, "/on-another");

            assertThat(rule.counters().done()).isEqualTo(1);
            assertThat(server.connections).hasSize(2);
        }
    }

    @Test
    void side_isTheConnections() throws IOException, InterruptedException {
        try (Http2Server server = server(false, () -> {})) {
            ArmedRule clients = chaos.arm("a: netty.inbound[side=client] latency 1ms");
            ArmedRule servers = chaos.arm("b: netty.inbound[side=server,transport=other] latency 1ms");

            ask(client(), server, false, "/first");

            assertThat(clients.counters().selected()).isZero();
            assertThat(servers.counters().selected()).isPositive();
        }
    }
}
