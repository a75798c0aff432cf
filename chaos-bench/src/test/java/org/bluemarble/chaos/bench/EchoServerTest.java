package org.bluemarble.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A measured server and its players: few and for a moment, so that what they do is judged, and not how fast. */
class EchoServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PLAYERS = 8;

    @Test
    void playersSendWhenTheyHaveAnAnswer_everyAnswerIsTimed() throws IOException, InterruptedException {
        try (ChildJvm server = ChildJvm.start(null, EchoServer.class, "nio", "2");
                PacedLoad load = new PacedLoad(port(server), PLAYERS, -1)) {
            PacedLoad.Played played = playUntil(load, 0, one -> one.answered() > 0);

            assertThat((long) played.roundTripMillis().size()).isEqualTo(played.answered());
            assertThat(played.roundTripMillis().quantile(0)).isPositive();
            assertThat(played.unanswered()).isBetween(0, PLAYERS);
        }
    }

    @Test
    void onePlayerIsLeftOut_itIsAnsweredAndNotTimed() throws IOException, InterruptedException {
        try (ChildJvm server = ChildJvm.start(null, EchoServer.class, "nio", "1");
                PacedLoad load = new PacedLoad(port(server), 2, 0)) {
            PacedLoad.Played played = playUntil(
                    load,
                    10,
                    one -> one.roundTripMillis().size() > 0
                            && one.answered() > one.roundTripMillis().size());

            assertThat(played.perSecond()).isPositive();
        }
    }

    @Test
    void serverIsToldToSleep_everyRoundTripTakesAsLong() throws IOException, InterruptedException {
        try (ChildJvm server = ChildJvm.start(null, EchoServer.class, "nio", "1", EchoServer.SLEEP);
                PacedLoad load = new PacedLoad(port(server), PLAYERS, -1)) {
            assertThat(server.ask(EchoServer.SLEEP, "* 30 10")).isEqualTo("* 30 10");

            PacedLoad.Played slow = playUntil(load, 50, one -> one.answered() > 0);

            assertThat(slow.roundTripMillis().quantile(0)).isGreaterThanOrEqualTo(20);
            assertThat(server.ask(EchoServer.DISARM, "all")).isEqualTo("all");
        }
    }

    @Test
    void serverIsAsked_itTellsItsMemoryAndHowLateDelaysWere() throws IOException, InterruptedException {
        try (ChildJvm server = ChildJvm.start(null, EchoServer.class, "nio", "1")) {
            MemoryUse use = MemoryUse.parse(server.ask(EchoServer.MEMORY, "now"));

            assertThat(use.heapBytes()).isPositive();
            assertThat(use.since(use)).isEqualTo(new MemoryUse(0, 0));
            assertThat(server.ask(EchoServer.LATENESS, "now")).isEqualTo("0 NaN NaN NaN");
        }
    }

    @Test
    void delayInjected_itIsNeverOverBeforeItsTime() {
        InjectionPoint point = Chaos.point("bench.lateness");
        Lateness lateness = new Lateness();
        try (ArmedRule rule = Chaos.global().arm("late: bench.lateness latency 1ms jitter=500us ttl=10m")) {
            for (int i = 0; i < 20; i++) {
                point.pass();
            }

            assertThat(rule.counters().done()).isEqualTo(20);
        }
        Samples late = lateness.take();
        assertThat(late.size()).isEqualTo(20);
        assertThat(late.quantile(0)).isGreaterThanOrEqualTo(0);
        assertThat(lateness.take().size()).isZero();
    }

    @Test
    void moreConnectionsThanTheMachineHas_isRefused() {
        StringWriter told = new StringWriter();
        int status = new CommandLine(new Connections())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    told.write(failure.getMessage());
                    return 1;
                })
                .execute("--agent", someFile(), "--connections", "1000000");

        assertThat(status).isEqualTo(1);
        assertThat(told.toString()).startsWith("--connections was 1000000 but must lie between 1 and ");
    }

    /** Some file stands for the agent's jar, which nobody opens before. */
    private static String someFile() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int port(ChildJvm server) throws IOException {
        return Integer.parseInt(server.awaitLine(EchoServer.PORT));
    }

    /** Plays short turns until one is as it should be: a busy machine may answer nothing in the first of them. */
    private static PacedLoad.Played playUntil(PacedLoad load, long periodMillis, Predicate<PacedLoad.Played> enough) {
        AtomicReference<PacedLoad.Played> played = new AtomicReference<>();
        await("answers").atMost(PATIENCE).until(() -> {
            played.set(load.play(200, periodMillis));
            return enough.test(played.get());
        });
        return played.get();
    }
}
