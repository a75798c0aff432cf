package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What faults do to connections that a game server opens itself, and that its own players have nothing of it. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class ClientFaultTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long problems = InternalProblems.count();
    private final Stack stack;
    private Way way;
    private LineServer server;
    private LineClient player;
    private LineChannel backend;

    ClientFaultTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void connect() throws IOException {
        way = newWay();
        server = new LineServer(stack, way);
        player = new LineClient(server.port()).login("p1");
        backend = new LineChannel(stack, way, server.port());
    }

    @AfterEach
    void close() throws IOException {
        assertThat(InternalProblems.count()).isEqualTo(problems);
        way.close();
        backend.close();
        player.close();
        server.close();
        assertThat(way.heldBytes()).isZero();
    }

    /** The library's; the agent's tests have another. */
    Way newWay() {
        return Way.library(ChaosNetty.of(Chaos.create("client")));
    }

    private ArmedRule arm(String line) {
        ArmedRule rule = way.arm(line);
        String ours = line.contains(".inbound") ? Wire.HEAD + "-tap-" : Wire.HEAD;
        await().atMost(PATIENCE)
                .until(() -> backend.channel().pipeline().names().stream().anyMatch(name -> name.startsWith(ours)));
        return rule;
    }

    @Test
    void latency_answerComesLaterAndPlayersAreAnsweredAtOnce() throws Exception {
        ArmedRule rule = arm("x: netty.read[side=client,remote-port=" + server.port() + "] latency 500ms");
        long start = System.nanoTime();
        backend.send("asked");

        assertThat(player.ask("meanwhile")).isEqualTo("meanwhile");
        assertThat(backend.read()).isEqualTo("asked");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(rule.counters().selected()).isEqualTo(1);
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void drop_answerIsLostAndTheOtherSideHasGivenIt() throws Exception {
        ArmedRule rule = arm("x: netty.inbound[side=client,handler=backend] drop nth=1");

        backend.send("lost");

        assertThat(backend.ask("next")).isEqualTo("next");
        assertThat(server.seen(backend.port()).lines).containsExactly("lost", "next");
        assertThat(rule.counters().selected()).isEqualTo(2);
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void reset_handlersGetWhatARealOneGivesAndTheOtherSideAnRst() throws Exception {
        try (LineChannel real = new LineChannel(stack, way, server.port())) {
            assertThat(real.ask("hello")).isEqualTo("hello");
            LineServer.Seen of = server.seen(real.port());
            of.channel.config().setOption(ChannelOption.SO_LINGER, 0);
            of.channel.close();
            await().atMost(PATIENCE).until(() -> real.inactive);
            Throwable expected = real.failures.get(0);

            assertThat(backend.ask("hello")).isEqualTo("hello");
            LineServer.Seen other = server.seen(backend.port());
            ArmedRule rule = arm("x: netty.read[side=client,local-port=" + backend.port() + "] reset limit=1");
            backend.send("doomed");

            await().atMost(PATIENCE).until(() -> backend.inactive);
            assertThat(backend.failures)
                    .singleElement()
                    .satisfies(failure ->
                            assertThat(failure).hasSameClassAs(expected).hasMessage(expected.getMessage()));
            await().atMost(PATIENCE).until(() -> other.inactive);
            assertThat(other.failures).hasSize(1);
            await().atMost(PATIENCE).until(() -> rule.counters().done() == 1);
            assertThat(player.ask("still there")).isEqualTo("still there");
        }
    }

    @Test
    void blackHole_nothingPassesUntilTheRuleEndsAndPlayersPlayOn() throws Exception {
        assertThat(backend.ask("hello")).isEqualTo("hello");
        ArmedRule rule = arm("x: netty.connection[side=client] black-hole");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        backend.send("asked");
        for (int i = 0; i < 20; i++) {
            assertThat(player.ask("meanwhile " + i)).isEqualTo("meanwhile " + i);
        }
        assertThat(server.seen(backend.port()).lines).isEqualTo(List.of("hello"));

        rule.disarm();

        assertThat(backend.read()).isEqualTo("asked");
        assertThat(rule.counters().injected()).isEqualTo(1);
    }
}
