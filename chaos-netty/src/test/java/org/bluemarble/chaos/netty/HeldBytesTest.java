package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a connection when more waits than may be held. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class HeldBytesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;
    private ChaosNetty held;

    HeldBytesTest(Stack stack) {
        this.stack = stack;
    }

    private ChaosNetty netty(Chaos chaos) {
        held = ChaosNetty.with(chaos).holdAtMost(4096, 1 << 20).build();
        return held;
    }

    @Test
    void blackHoleAndMoreThanMayBeHeld_readingPausesAndNothingIsLost() throws IOException {
        try (Chaos chaos = Chaos.create("held");
                LineServer narrow = new LineServer(stack, netty(chaos));
                LineClient client = new LineClient(narrow.port()).login("p3")) {
            ArmedRule rule = chaos.arm("x: netty.read[player=p3] black-hole");
            await().atMost(PATIENCE)
                    .until(() -> narrow.seen(client).channel.pipeline().names().contains(Wire.HEAD));
            String line = "x".repeat(1000);
            for (int i = 0; i < 200; i++) {
                client.send(i + line);
            }
            await("reading to pause")
                    .atMost(PATIENCE)
                    .until(() -> !narrow.seen(client).channel.config().isAutoRead());
            // One read may bring as much as Netty's buffer, and no second one comes.
            assertThat(held.heldBytes()).isLessThan(4096 + 65_536 + HeldSize.OF_EACH);

            rule.disarm();

            for (int i = 0; i < 200; i++) {
                assertThat(client.read()).isEqualTo(i + line);
            }
            assertThat(narrow.seen(client).channel.config().isAutoRead()).isTrue();
        }
    }

    @Test
    void delayAndMoreThanMayBeHeld_readingPausesAndGoesOnByItself() throws IOException {
        try (Chaos chaos = Chaos.create("held");
                LineServer narrow = new LineServer(stack, netty(chaos));
                LineClient client = new LineClient(narrow.port()).login("p3");
                ArmedRule rule = chaos.arm("x: netty.read[player=p3] latency 200ms")) {
            Channel channel = narrow.seen(client).channel;
            await().atMost(PATIENCE).until(() -> channel.pipeline().names().contains(Wire.HEAD));
            String line = "x".repeat(1000);
            AtomicInteger sent = new AtomicInteger();
            // Each time more than may be held, so that it is seen to pause, however seldom this thread is let look.
            await("reading to pause")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        client.send(IntStream.range(0, 5)
                                .mapToObj(i -> sent.getAndIncrement() + line)
                                .collect(Collectors.joining("\n")));
                        return !channel.config().isAutoRead();
                    });
            client.send("last");

            for (int i = 0; i < sent.get(); i++) {
                assertThat(client.read()).isEqualTo(i + line);
            }
            assertThat(client.read()).isEqualTo("last");
            await("nothing to wait").atMost(PATIENCE).until(() -> held.heldBytes() == 0);
            await("reading as before")
                    .atMost(PATIENCE)
                    .until(() -> channel.config().isAutoRead());
            assertThat(rule.isArmed()).isTrue();
            assertThat(rule.counters().injected()).isPositive();
        }
    }
}
