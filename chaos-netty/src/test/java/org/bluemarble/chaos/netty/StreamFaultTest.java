package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What faults do to the bytes of a connection, seen by a real server and by a client that knows nothing of us. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class StreamFaultTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long problems = InternalProblems.count();
    private final Stack stack;
    private Way way;
    private LineServer server;
    private LineClient one;
    private LineClient two;

    StreamFaultTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void connect() throws IOException {
        way = newWay();
        server = new LineServer(stack, way);
        one = new LineClient(server.port()).login("p1");
        two = new LineClient(server.port()).login("p2");
    }

    @AfterEach
    void close() throws IOException {
        assertThat(InternalProblems.count()).isEqualTo(problems);
        way.close();
        one.close();
        two.close();
        server.close();
        await("what was held to be released")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(way.heldBytes()).isZero());
    }

    private ArmedRule arm(String line) {
        return way.arm(line);
    }

    /** The library's; the agent's tests have another. */
    Way newWay() {
        return Way.library(ChaosNetty.of(Chaos.create("stream")));
    }

    private LineServer.Seen seen(LineClient client) {
        return server.seen(client);
    }

    @Test
    void nothingArmed_pipelineIsTheServersOwn() {
        List<String> names = seen(one).channel.pipeline().names();
        assertThat(names).noneMatch(name -> name.startsWith(Wire.HEAD));

        ArmedRule rule = arm("x: netty.read[player=p1] latency 1ms");
        await().atMost(PATIENCE)
                .until(() -> seen(one).channel.pipeline().names().contains(Wire.HEAD));
        rule.disarm();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(seen(one).channel.pipeline().names()).isEqualTo(names));
    }

    @Test
    void latencyForOnePlayer_theOtherIsAnsweredMeanwhile() throws IOException {
        ArmedRule minutes = arm("x: netty.read[player=p1] latency 5m");
        awaitHeads();
        one.send("slow");
        for (int i = 0; i < 20; i++) {
            assertThat(two.ask("fast " + i)).isEqualTo("fast " + i);
        }
        assertThat(one.hasAnswer()).isFalse();

        minutes.disarm();

        assertThat(one.read()).isEqualTo("slow");
        assertThat(minutes.counters().injected()).isEqualTo(1);
    }

    @Test
    void latency_answerComesNoSooner() throws IOException {
        ArmedRule rule = arm("x: netty.read[player=p1] latency 1s");
        awaitHeads();
        long start = System.nanoTime();

        assertThat(one.ask("slow")).isEqualTo("slow");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void jitter_orderIsKeptInBothDirections() throws IOException {
        arm("in: netty.read latency distribution=uniform from=0ms to=20ms");
        arm("out: netty.write latency distribution=uniform from=0ms to=20ms");
        awaitHeads();
        List<String> lines = IntStream.range(0, 200).mapToObj(i -> "line " + i).toList();

        for (String line : lines) {
            one.send(line);
        }
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            answers.add(one.read());
        }

        assertThat(answers).isEqualTo(lines);
    }

    @Test
    void latencyAndTheOtherSideEnds_lastLineStillComesAtItsTimeAndThenTheEnd() throws IOException {
        arm("x: netty.read[player=p1] latency 500ms");
        awaitHeads();
        long start = System.nanoTime();
        one.send("last");
        one.endOutput();

        assertThat(one.read()).isEqualTo("last");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(one.read()).isNull();
        assertThat(seen(one).lines).endsWith("last");
    }

    @Test
    void blackHole_nothingArrivesUntilTheRuleEndsThenEverythingInOrder() throws IOException {
        ArmedRule rule = arm("x: netty.read[player=p1] black-hole");
        awaitHeads();
        one.send("first");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() > 0);
        one.send("second");
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
        assertThat(seen(one).lines).containsExactly("login p1");

        rule.disarm();

        assertThat(one.read()).isEqualTo("first");
        assertThat(one.read()).isEqualTo("second");
    }

    @Test
    void connectionBlackHole_bothWaysAndNewBytesWait() throws IOException {
        ArmedRule rule = arm("x: netty.connection[player=p1] black-hole");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        one.send("asked");
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
        assertThat(seen(one).lines).containsExactly("login p1");

        rule.disarm();

        assertThat(one.read()).isEqualTo("asked");
    }

    @Test
    void writeBlackHole_serverReadsAndItsAnswerWaits() throws IOException {
        ArmedRule rule = arm("x: netty.write[player=p1] black-hole");
        awaitHeads();
        one.send("asked");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() > 0);
        assertThat(seen(one).lines).endsWith("asked");
        assertThat(one.hasAnswer()).isFalse();

        rule.disarm();

        assertThat(one.read()).isEqualTo("asked");
    }

    @Test
    void reset_clientGetsAnRstAndTheServerWhatARealOneGivesIt() throws IOException {
        try (LineClient real = new LineClient(server.port()).login("p3")) {
            LineServer.Seen of = seen(real);
            real.reset();
            await().atMost(PATIENCE).until(() -> of.inactive);
            Throwable expected = of.failures.get(0);

            arm("x: netty.read[player=p1] reset limit=1");
            awaitHeads();
            one.send("doomed");

            assertThatThrownBy(one::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
            await().atMost(PATIENCE).until(() -> seen(one).inactive);
            assertThat(seen(one).failures).singleElement().satisfies(failure -> {
                assertThat(failure).hasSameClassAs(expected).hasMessage(expected.getMessage());
            });
            assertThat(seen(one).lines).containsExactly("login p1");
            assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
        }
    }

    @Test
    void resetOfAServerThatClosesAsSoonAsItIsTold_clientsGetAnRstAllTheSame() throws IOException {
        int player = 3;
        for (String point : List.of("connection", "read", "write", "inbound")) {
            String name = "p" + player++;
            try (LineClient client = new LineClient(server.port()).login(name)) {
                seen(client).closesOnFailure = true;
                ArmedRule rule = arm(name + ": netty." + point + "[player=" + name + "] reset limit=1");

                // A clean end would be read as null, and end this without an exception.
                assertThatThrownBy(() -> {
                            String answer;
                            do {
                                answer = client.ask("doomed");
                            } while (answer != null);
                        })
                        .as(point)
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
                await().atMost(PATIENCE).until(() -> seen(client).inactive);
                await().atMost(PATIENCE).until(() -> rule.counters().done() == 1);
            }
        }
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
    }

    @Test
    void disconnectAfterBytes_soManyPassAndThenTheEnd() throws IOException {
        arm("x: netty.write[player=p1] disconnect after-bytes=5 limit=1");
        awaitHeads();

        assertThat(one.ask("0123456789")).isEqualTo("01234");
        assertThat(one.read()).isNull();

        await().atMost(PATIENCE).until(() -> seen(one).inactive);
        assertThat(seen(one).failures).isEmpty();
    }

    @Test
    void failedWrite_clientGetsNothingAndTheWriterAFailure() throws IOException {
        arm("x: netty.write[player=p1] failed-write limit=1");
        awaitHeads();

        assertThat(one.ask("asked")).isNull();

        await().atMost(PATIENCE).until(() -> seen(one).inactive);
        assertThat(seen(one).failedWrites)
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("Broken pipe"));
    }

    @Test
    void failedWriteAfter_clientHasTheBytesAndTheWriterAFailure() throws IOException {
        arm("x: netty.write[player=p1] failed-write phase=after limit=1");
        awaitHeads();

        assertThat(one.ask("asked")).isEqualTo("asked");
        assertThat(one.read()).isNull();

        await().atMost(PATIENCE).until(() -> !seen(one).failedWrites.isEmpty());
    }

    @Test
    void exceptionAtWrite_promiseFailsWithItAndTheConnectionStays() throws IOException {
        arm("x: netty.write[player=p1] exception java.lang.IllegalStateException message=no limit=1");
        awaitHeads();
        one.send("lost");

        assertThat(one.ask("next")).isEqualTo("next");

        assertThat(seen(one).failedWrites)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("no"));
    }

    @Test
    void slice_everythingArrivesAllTheSame() throws IOException {
        ArmedRule in = arm("in: netty.read[player=p1] slice size=1");
        ArmedRule out = arm("out: netty.write[player=p1] slice size=2 gap=1ms");
        awaitHeads();

        for (int i = 0; i < 5; i++) {
            assertThat(one.ask("a line in pieces " + i)).isEqualTo("a line in pieces " + i);
        }

        assertThat(in.counters().injected()).isEqualTo(5);
        assertThat(out.counters().injected()).isEqualTo(5);
    }

    @Test
    void corrupt_oneByteDiffersAndTheServersOwnBufferDoesNot() throws IOException {
        arm("x: netty.write[player=p1] corrupt offset=3 limit=1");
        awaitHeads();

        one.send("0123456789");

        assertThat(one.read(11)).startsWith("012").endsWith("456789\n").isNotEqualTo("0123456789\n");
        assertThat(one.ask("0123456789")).isEqualTo("0123456789");
    }

    @Test
    void bandwidth_bytesTakeTheirTime() throws IOException {
        arm("x: netty.write[player=p1] bandwidth bytes-per-second=1000");
        awaitHeads();
        long start = System.nanoTime();

        assertThat(one.ask("x".repeat(499))).hasSize(499);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void retransmission_bytesComeWhenTheyWereSentAgain() throws IOException {
        arm("x: netty.read[player=p1] retransmission timeout=100ms times=2 limit=1");
        awaitHeads();
        long start = System.nanoTime();

        assertThat(one.ask("asked")).isEqualTo("asked");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void halfOpen_serverLearnsOfTheDeathWhenTheRuleEnds() throws IOException {
        ArmedRule rule = arm("x: netty.connection[player=p1] half-open");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        LineServer.Seen ghost = seen(one);
        one.send("into the void");
        ghost.channel.writeAndFlush("anybody there\n").syncUninterruptibly();
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
        assertThat(ghost.lines).containsExactly("login p1");
        assertThat(ghost.channel.isActive()).isTrue();

        rule.disarm();

        await().atMost(PATIENCE).until(() -> ghost.inactive);
        assertThat(ghost.lines).containsExactly("login p1");
        assertThat(ghost.failures).hasSize(1);
        assertThatThrownBy(one::read).isInstanceOf(SocketException.class);
    }

    @Test
    void halfOpenAndTheClientCloses_serverIsNotTold() throws IOException {
        ArmedRule rule = arm("x: netty.connection[player=p1] half-open");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        LineServer.Seen ghost = seen(one);
        one.send("last words");
        one.close();
        // What the kernel tells about p1 is told before this is answered.
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
        assertThat(ghost.channel.isActive()).isTrue();
        assertThat(ghost.inactive).isFalse();

        rule.disarm();

        await().atMost(PATIENCE).until(() -> ghost.inactive);
        assertThat(ghost.lines).containsExactly("login p1");
    }

    @Test
    void connectionFaultThatLasts_isInjectedOnceHoweverOftenTheConnectionPasses() throws IOException {
        ArmedRule rule = arm("x: netty.connection unwritable");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() >= 2);
        long start = System.nanoTime();
        await().atMost(PATIENCE).until(() -> System.nanoTime() - start > 2_500_000_000L);

        assertThat(rule.counters().injected()).isEqualTo(2);
    }

    @Test
    void unwritable_channelSaysSoUntilTheRuleEnds() throws IOException {
        ArmedRule rule = arm("x: netty.connection[player=p1] unwritable");
        await().atMost(PATIENCE).until(() -> !seen(one).channel.isWritable());
        assertThat(seen(two).channel.isWritable()).isTrue();
        assertThat(one.ask("passes")).isEqualTo("passes");

        rule.disarm();

        await().atMost(PATIENCE).until(() -> seen(one).channel.isWritable());
    }

    @Test
    void unwritableForTwoRules_channelIsWritableWhenBothHaveEnded() throws IOException {
        ArmedRule first = arm("x: netty.connection[player=p1] unwritable");
        await().atMost(PATIENCE).until(() -> first.counters().injected() == 1);
        ArmedRule second = arm("y: netty.connection[player=p1] unwritable");
        await().atMost(PATIENCE).until(() -> second.counters().injected() == 1);

        first.disarm();

        assertThat(first.awaitIdle(PATIENCE)).isTrue();
        assertThat(seen(one).channel.isWritable()).isFalse();

        second.disarm();

        assertThat(second.awaitIdle(PATIENCE)).isTrue();
        await().atMost(PATIENCE).until(() -> seen(one).channel.isWritable());
    }

    @Test
    void closeLatency_clientSeesTheEndLater() throws IOException {
        arm("x: netty.close[player=p1] latency 300ms");
        awaitHeads();
        long start = System.nanoTime();
        seen(one).channel.close();

        assertThat(one.read()).isNull();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void stall_isRefusedOnTheLoopUnlessAllowed() throws IOException {
        ArmedRule refused = arm("x: netty.read[player=p1] stall 100ms");
        awaitHeads();

        assertThat(one.ask("asked")).isEqualTo("asked");

        assertThat(refused.counters().injected()).isZero();
        assertThat(way.chaos().events())
                .filteredOn(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .anyMatch(event -> event.text().contains("allow-blocking"));
    }

    @Test
    void loopStall_everyPlayerWaits() throws IOException {
        ArmedRule rule = arm("x: netty.read[player=p1] loop-stall 300ms limit=1");
        awaitHeads();
        long start = System.nanoTime();
        one.send("stops the loop");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> rule.counters().injected() == 1);

        assertThat(two.ask("waits")).isEqualTo("waits");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(one.read()).isEqualTo("stops the loop");
    }

    @Test
    void handlersRunInTheContextOfTheirPlayer() throws IOException {
        arm("x: netty.read[player=nobody] latency 1ms");
        awaitHeads();

        assertThat(one.ask("who am I")).isEqualTo("who am I");

        assertThat(seen(one).players).endsWith("p1");
    }

    private void awaitHeads() {
        await().atMost(PATIENCE)
                .until(() -> List.of(one, two).stream()
                        .allMatch(client ->
                                seen(client).channel.pipeline().names().contains(Wire.HEAD)));
    }
}
