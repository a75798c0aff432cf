package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that break and come back, each at a time of its own. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class AwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long problems = InternalProblems.count();
    private final Chaos chaos = Chaos.create("away");
    private final Stack stack;
    private ChaosNetty netty;
    private LineServer server;

    AwayTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void start() {
        netty = ChaosNetty.of(chaos);
        server = new LineServer(stack, netty);
    }

    @AfterEach
    void stop() {
        chaos.close();
        server.close();
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    /** Whether a new connection is served; a refused one breaks now or at its first bytes. */
    private boolean getsIn() {
        return getsInto(server);
    }

    private static boolean getsInto(LineServer one) {
        try (LineClient client = new LineClient(one.port())) {
            return "hello".equals(client.ask("hello"));
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void brokenConnection_isRefusedUntilTheRuleEndsAndOthersPlayOn() throws IOException {
        try (LineClient one = new LineClient(server.port()).login("p1");
                LineClient two = new LineClient(server.port()).login("p2")) {
            ArmedRule rule = chaos.arm("x: netty.connection[player=p1] away 1h to=1h");
            await().atMost(PATIENCE).until(() -> server.seen(one).inactive);

            assertThat(getsIn()).isFalse();
            assertThat(getsIn()).isFalse();
            assertThat(server.connections()).isEqualTo(2);
            assertThat(two.ask("still there")).isEqualTo("still there");
            assertThat(rule.counters().injected()).isEqualTo(1);

            rule.disarm();

            await("nobody to be away").atMost(PATIENCE).until(this::getsIn);
            assertThat(getsIn()).isTrue();
        }
    }

    @Test
    void itsTimeIsOver_itGetsInWhileTheRuleIsArmed() throws IOException {
        try (LineClient one = new LineClient(server.port()).login("p1")) {
            long start = System.nanoTime();
            ArmedRule rule = chaos.arm("x: netty.connection[player=p1] away 300ms to=400ms");
            await().atMost(PATIENCE).until(() -> server.seen(one).inactive);

            await("its time to be over").atMost(PATIENCE).until(this::getsIn);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(rule.isArmed()).isTrue();
            await().atMost(PATIENCE).until(() -> rule.counters().done() == 1);
            assertThat(getsIn()).isTrue();
        }
    }

    @Test
    void awayFromOneServer_theOthersOfThisJvmServeTheSameHost() throws IOException {
        try (LineServer other = new LineServer(stack, netty);
                LineClient one = new LineClient(server.port()).login("p1");
                LineClient two = new LineClient(other.port()).login("p2")) {
            ArmedRule rule = chaos.arm("x: netty.connection[local-port=" + server.port() + "] away 1h to=1h");
            await().atMost(PATIENCE).until(() -> server.seen(one).inactive);

            assertThat(getsIn()).isFalse();
            assertThat(getsInto(other)).isTrue();
            assertThat(two.ask("still there")).isEqualTo("still there");
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    /** The one who is away is given back by whom the end of its event loop does not touch. */
    @Test
    void eventLoopEndsMeanwhile_nobodyStaysAwayWhenTheRuleEnds() throws IOException {
        try (LineServer ending = new LineServer(stack, netty);
                LineClient one = new LineClient(ending.port()).login("p1")) {
            ArmedRule rule = chaos.arm("x: netty.connection[player=p1] away 1h to=1h");
            await().atMost(PATIENCE).until(() -> ending.seen(one).inactive);
            ending.close();
            assertThat(netty.away().isEmpty()).isFalse();

            rule.disarm();

            assertThat(rule.awaitIdle(PATIENCE)).isTrue();
            assertThat(rule.counters().done()).isEqualTo(1);
            assertThat(netty.away().isEmpty()).isTrue();
        }
    }
}
