package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Channels that were there before anybody watched them, as after a late attach. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#inEveryGroup")
class NeighboursTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;

    NeighboursTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void oneChannelIsFound_itsServersChannelAndTheOthersOfItsLoopsAreTooWhereLoopsTellThem() throws IOException {
        long problems = InternalProblems.count();
        try (LineServer server = new LineServer(stack, Way.agent());
                LineClient one = new LineClient(server.port()).login("p1");
                LineClient two = new LineClient(server.port()).login("p2");
                ArmedRule rule = Chaos.global().arm("neighbours: netty.read[player=p1] latency 1ms")) {
            Channel first = server.seen(one).channel;
            Channel second = server.seen(two).channel;
            PipelineWatch watch = new PipelineWatch(Map.of());
            assertThat(first.pipeline().names()).doesNotContain(Wire.HEAD);

            watch.enter(second.pipeline(), null);

            await("what was found").atMost(PATIENCE).until(() -> has(second) && has(server.channel()));
            if (tellsItsChannels(second)) {
                await("its neighbour").atMost(PATIENCE).until(() -> has(first));
            } else {
                watch.enter(first.pipeline(), null);
                await("its own traffic").atMost(PATIENCE).until(() -> has(first));
            }
            assertThat(one.ask("hello")).isEqualTo("hello");
            assertThat(rule.counters().injected()).isPositive();
        }
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    private static boolean has(Channel channel) {
        return channel.pipeline().names().contains(Wire.HEAD);
    }

    /** Those of 4.2 that take any transport do not. */
    private static boolean tellsItsChannels(Channel channel) {
        return !channel.eventLoop().getClass().getSimpleName().equals("SingleThreadIoEventLoop");
    }
}
