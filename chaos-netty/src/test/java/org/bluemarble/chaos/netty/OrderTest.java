package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However long what goes one way has to wait: nothing overtakes, nothing is lost, nothing comes twice. */
class OrderTest {

    private static final List<String> FAULTS = List.of(
            "latency distribution=uniform from=0ms to=8ms",
            "latency 2ms jitter=2ms",
            "retransmission 3ms",
            "bandwidth 20000",
            "slice 3",
            "slice 2 gap=1ms",
            "hang 4ms",
            "black-hole ttl=20ms");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void bytesOfOneDirection_keepTheirOrder(long seed) {
        Random random = new Random(seed);
        try (Chaos chaos = Chaos.builder("order")
                .seed(seed)
                .ceiling(Ceiling.DEFAULT.allowing("hang"))
                .build()) {
            ChaosNetty netty = ChaosNetty.of(chaos);
            try (Embedded embedded = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
                for (int i = 0; i < 4; i++) {
                    String point = random.nextBoolean() ? "netty.read " : "netty.write ";
                    String fault = FAULTS.get(random.nextInt(FAULTS.size()));
                    embedded.arm(
                            chaos, "r" + i + ": " + point + fault + " probability=" + (20 + random.nextInt(80)) + "%");
                }
                StringBuilder all = new StringBuilder();
                StringBuilder sent = new StringBuilder();
                StringBuilder received = new StringBuilder();
                for (int i = 0; i < 60; i++) {
                    String text = i + "-" + "abcdefghij".substring(random.nextInt(10)) + ";";
                    all.append(text);
                    embedded.channel().writeOneOutbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
                    embedded.channel().flushOutbound();
                    embedded.channel().writeOneInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
                    embedded.channel().flushInbound();
                    if (random.nextInt(10) == 0) {
                        embedded.turn();
                    }
                    sent.append(embedded.sent());
                    received.append(embedded.received());
                }

                if (random.nextBoolean()) {
                    chaos.rules().forEach(ArmedRule::disarm);
                }
                embedded.turnUntil("everything to have come, seed " + seed, () -> {
                    sent.append(embedded.sent());
                    received.append(embedded.received());
                    return sent.length() >= all.length() && received.length() >= all.length();
                });

                assertThat(sent).as("seed %d", seed).hasToString(all.toString());
                assertThat(received).as("seed %d", seed).hasToString(all.toString());
                assertThat(netty.heldBytes()).isZero();
            }
        }
    }
}
