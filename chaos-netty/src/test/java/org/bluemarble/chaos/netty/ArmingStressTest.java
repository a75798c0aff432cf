package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules come and go while connections do. */
class ArmingStressTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PLAYERS = 2;
    private static final int VISITS = 150;
    /** Meanwhile, rules are armed at least as often as this. */
    private static final int ARMINGS = 21;

    private static final List<String> RULES = List.of(
            "a: netty.read latency 1ms",
            "b: netty.write slice 2",
            "c: netty.inbound[message=String] latency 1ms",
            "d: netty.outbound latency 0ms",
            "e: netty.connection black-hole duration=2ms",
            "f: netty.close latency 1ms",
            "g: netty.accept latency 1ms");

    /** The library's; the agent's tests have another. */
    Way newWay() {
        return Way.library(ChaosNetty.of(Chaos.create("stress")));
    }

    @ParameterizedTest
    @MethodSource("org.bluemarble.chaos.netty.Stack#all")
    void armingWhileChannelsRegisterAndClose_everyLineIsAnsweredAndNothingStays(Stack stack)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        long problems = InternalProblems.count();
        ExecutorService threads = Executors.newFixedThreadPool(PLAYERS);
        try (Way way = newWay()) {
            try (LineServer server = new LineServer(stack, way);
                    LineClient living = new LineClient(server.port()).login("p1")) {
                List<String> own = server.seen(living).channel.pipeline().names();
                List<Future<Integer>> visits = new ArrayList<>();
                AtomicInteger armed = new AtomicInteger();
                for (int i = 0; i < PLAYERS; i++) {
                    visits.add(threads.submit(() -> visit(server.port(), armed)));
                }
                while (!visits.stream().allMatch(Future::isDone)) {
                    try (ArmedRule one = way.arm(RULES.get(armed.getAndIncrement() % RULES.size()));
                            ArmedRule other = way.arm(RULES.get(armed.getAndIncrement() % RULES.size()))) {
                        assertThat(List.of(one, other)).allMatch(ArmedRule::isEnabled);
                        assertThat(living.ask("line " + armed)).isEqualTo("line " + armed);
                    }
                }

                for (Future<Integer> one : visits) {
                    assertThat(one.get(60, TimeUnit.SECONDS)).isZero();
                }
                await("the pipeline to be the server's own")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(
                                        server.seen(living).channel.pipeline().names())
                                .isEqualTo(own));
                assertThat(living.ask("undisturbed")).isEqualTo("undisturbed");
            }
            await("nothing to be held").atMost(PATIENCE).until(() -> way.heldBytes() == 0);
        } finally {
            threads.shutdownNow();
        }
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    /** Comes, asks and leaves, many times, and until rules were armed often enough; returns how many answers failed to come. */
    private static int visit(int port, AtomicInteger armed) throws IOException {
        int missing = 0;
        for (int i = 0; i < VISITS || armed.get() < ARMINGS; i++) {
            try (LineClient client = new LineClient(port)) {
                String line = "visit " + i;
                missing += line.equals(client.ask(line)) ? 0 : 1;
            }
        }
        return missing;
    }
}
