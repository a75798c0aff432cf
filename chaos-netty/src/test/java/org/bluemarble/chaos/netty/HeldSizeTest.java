package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.File;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.Test;

/** How much memory a message counts while it waits. */
class HeldSizeTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void bytes_countAsTheyAre() {
        ByteBuf bytes = Unpooled.wrappedBuffer(new byte[1000]);

        assertThat(HeldSize.of(channel, bytes)).isEqualTo(HeldSize.OF_EACH + 1000);
        assertThat(HeldSize.of(channel, new DefaultByteBufHolder(bytes))).isEqualTo(HeldSize.OF_EACH + 1000);
        assertThat(HeldSize.of(channel, new DefaultFileRegion(new File("never-opened"), 0, 700)))
                .isEqualTo(HeldSize.OF_EACH + 700);
        assertThat(HeldSize.of(channel, new DefaultFileRegion(new File("never-opened"), 0, 1L << 40)))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void otherMessages_countAsTheChannelsOwnEstimatorSays() {
        assertThat(HeldSize.of(channel, "text")).isEqualTo(HeldSize.OF_EACH + 8);

        estimate(message -> message instanceof String text ? 2 * text.length() : -5);

        assertThat(HeldSize.of(channel, "text")).isEqualTo(HeldSize.OF_EACH + 8);
        assertThat(HeldSize.of(channel, "longer text")).isEqualTo(HeldSize.OF_EACH + 22);
        assertThat(HeldSize.of(channel, 7L)).isEqualTo(HeldSize.OF_EACH);
    }

    @Test
    void estimatorThatThrows_messagesCountAsSmallOnes() {
        estimate(message -> {
            throw new ClassCastException("made for what is written");
        });

        assertThat(HeldSize.of(channel, "text")).isEqualTo(HeldSize.OF_EACH);
    }

    private void estimate(MessageSizeEstimator.Handle handle) {
        channel.config().setMessageSizeEstimator(() -> handle);
    }

    @Test
    void whatWaits_isCountedUntilItGoes() {
        try (Chaos chaos = Chaos.create("size")) {
            ChaosNetty netty = ChaosNetty.with(chaos).holdAtMost(1000, 1 << 20).build();
            try (Embedded server = new Embedded(netty, new ChannelInboundHandlerAdapter())) {
                ArmedRule rule = server.arm(chaos, "x: netty.inbound hold");
                for (long i = 0; i < 3; i++) {
                    server.channel().writeInbound(i);
                }
                assertThat(netty.heldBytes()).isEqualTo(3 * (HeldSize.OF_EACH + 8));
                assertThat(server.channel().config().isAutoRead()).isTrue();
                server.channel().writeInbound(3L);
                assertThat(server.channel().config().isAutoRead()).isFalse();

                rule.disarm();
                server.turn();

                assertThat(server.received()).isEqualTo("0123");
                assertThat(netty.heldBytes()).isZero();
                assertThat(server.channel().config().isAutoRead()).isTrue();
            }
        }
    }
}
