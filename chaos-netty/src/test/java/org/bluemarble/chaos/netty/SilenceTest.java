package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections on which nothing passes: also the other side's end does not. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class SilenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;

    SilenceTest(Stack stack) {
        this.stack = stack;
    }

    /** The library's; the agent's tests have another. */
    Way newWay() {
        return Way.library(ChaosNetty.of(Chaos.create("silence")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-open", "black-hole", "black-hole direction=in"})
    void playerLeavesMeanwhile_serverLearnsOfItWhenTheRuleEnds(String fault) throws IOException {
        long problems = InternalProblems.count();
        try (Way way = newWay();
                LineServer server = new LineServer(stack, way);
                LineClient gone = new LineClient(server.port()).login("p1");
                LineClient other = new LineClient(server.port()).login("p2")) {
            ArmedRule rule = way.arm("x: netty.connection[player=p1] " + fault);
            await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);

            gone.endOutput();
            for (int i = 0; i < 50; i++) {
                assertThat(other.ask("meanwhile " + i)).isEqualTo("meanwhile " + i);
            }
            assertThat(server.seen(gone).inactive).isFalse();
            assertThat(server.seen(gone).channel.isActive()).isTrue();
            rule.disarm();

            await().atMost(PATIENCE).until(() -> server.seen(gone).inactive);
            assertThat(InternalProblems.count()).isEqualTo(problems);
        }
    }

    @Test
    void playerIsKilledWhileHalfOpen_serverLearnsOfItWhenTheRuleEnds() throws IOException {
        long problems = InternalProblems.count();
        try (Way way = newWay();
                LineServer server = new LineServer(stack, way);
                LineClient killed = new LineClient(server.port()).login("p1");
                LineClient other = new LineClient(server.port()).login("p2")) {
            ArmedRule rule = way.arm("x: netty.connection[player=p1] half-open");
            await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
            LineServer.Seen ghost = server.seen(killed);

            killed.send("last words");
            killed.reset();
            for (int i = 0; i < 50; i++) {
                // What the kernel tells about p1 is told before this is answered.
                assertThat(other.ask("meanwhile " + i)).isEqualTo("meanwhile " + i);
                ghost.channel.writeAndFlush("into the void\n").syncUninterruptibly();
            }
            assertThat(ghost.channel.isActive()).isTrue();
            assertThat(ghost.inactive).isFalse();
            assertThat(ghost.failures).isEmpty();
            rule.disarm();

            await().atMost(PATIENCE).until(() -> ghost.inactive);
            assertThat(ghost.failures).hasSize(1);
            assertThat(ghost.lines).containsExactly("login p1");
            assertThat(InternalProblems.count()).isEqualTo(problems);
        }
    }

    @Test
    void blackHoleOfOneServersPort_playersOfTheOtherServerAreAnswered() throws IOException {
        try (Way way = newWay();
                LineServer here = new LineServer(stack, way);
                LineServer there = new LineServer(stack, way);
                LineClient one = new LineClient(here.port()).login("p1");
                LineClient two = new LineClient(there.port()).login("p2")) {
            ArmedRule rule = way.arm("x: netty.connection[local-port=" + here.port() + "] black-hole");
            onlyTheFirstIsSilent(rule, here, one, two);
        }
    }

    @Test
    void blackHoleOfOneClientsPort_theOtherClientIsAnswered() throws IOException {
        try (Way way = newWay();
                LineServer server = new LineServer(stack, way);
                LineClient one = new LineClient(server.port()).login("p1");
                LineClient two = new LineClient(server.port()).login("p2")) {
            ArmedRule rule = way.arm("x: netty.connection[remote-port=" + one.port() + "] black-hole");
            onlyTheFirstIsSilent(rule, server, one, two);
        }
    }

    private static void onlyTheFirstIsSilent(ArmedRule rule, LineServer server, LineClient one, LineClient two)
            throws IOException {
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        one.send("asked");
        for (int i = 0; i < 50; i++) {
            assertThat(two.ask("meanwhile " + i)).isEqualTo("meanwhile " + i);
        }
        assertThat(server.seen(one).lines).containsExactly("login p1");

        rule.disarm();

        assertThat(one.read()).isEqualTo("asked");
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"both", "out"})
    void blackHoleForATime_itHealsByItself(String direction) throws IOException {
        try (Way way = newWay();
                LineServer server = new LineServer(stack, way);
                LineClient one = new LineClient(server.port()).login("p1")) {
            ArmedRule rule = way.arm(
                    "x: netty.connection[player=p1] black-hole direction=" + direction + " duration=300ms limit=1");
            await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);

            assertThat(one.ask("asked")).isEqualTo("asked");
            assertThat(one.ask("again")).isEqualTo("again");
        }
    }
}
