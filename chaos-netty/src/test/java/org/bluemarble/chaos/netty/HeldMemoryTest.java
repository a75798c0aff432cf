package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.Test;

/** How much may wait in one place, and in all together. */
class HeldMemoryTest {

    private static boolean reads(Embedded one) {
        return one.channel().config().isAutoRead();
    }

    private static void read(Embedded one, int bytes) {
        one.channel().writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    private static void write(Embedded one, int bytes) {
        one.channel().writeOneOutbound(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    private static Embedded channelOf(ChaosNetty netty) {
        Embedded made = new Embedded(netty, new ChannelInboundHandlerAdapter());
        // So high that it is never what keeps the server from writing.
        made.channel().config().setWriteBufferWaterMark(new WriteBufferWaterMark(1 << 24, 1 << 25));
        return made;
    }

    @Test
    void allTogetherHoldTooMuch_whoeverHoldsMuchReadsAndWritesNoMore() {
        try (Chaos chaos = Chaos.create("memory")) {
            ChaosNetty netty =
                    ChaosNetty.with(chaos).holdAtMost(1 << 20, 40_000).build();
            try (Embedded one = channelOf(netty);
                    Embedded two = channelOf(netty);
                    Embedded small = channelOf(netty)) {
                ArmedRule rule = one.arm(chaos, "x: netty.read black-hole");
                ArmedRule writes = one.arm(chaos, "y: netty.write black-hole");
                two.turn();
                small.turn();

                read(one, 30_000);
                assertThat(reads(one)).isTrue();
                read(two, 20_000);
                assertThat(reads(two)).isFalse();
                // Each may hold a little, so that none stands still.
                read(small, 10_000);
                assertThat(reads(small)).isTrue();
                write(small, 10_000);
                assertThat(small.channel().isWritable()).isTrue();
                write(small, 10_000);
                assertThat(small.channel().isWritable()).isFalse();
                assertThat(netty.heldBytes()).isEqualTo(80_000 + 5 * HeldSize.OF_EACH);

                rule.disarm();
                writes.disarm();
                one.turn();
                two.turn();
                small.turn();

                assertThat(reads(two)).isTrue();
                assertThat(small.channel().isWritable()).isTrue();
                assertThat(netty.heldBytes()).isZero();
            }
        }
    }

    @Test
    void serverWritesOnThoughItIsTold_everythingWaitsAndGoes() {
        try (Chaos chaos = Chaos.create("memory")) {
            ChaosNetty netty = ChaosNetty.with(chaos).holdAtMost(4_000, 1 << 20).build();
            try (Embedded one = channelOf(netty)) {
                ArmedRule rule = one.arm(chaos, "x: netty.write black-hole");
                write(one, 3_000);
                assertThat(one.channel().isWritable()).isTrue();
                write(one, 1_000);
                assertThat(one.channel().isWritable()).isFalse();
                write(one, 100_000);
                assertThat(netty.heldBytes()).isEqualTo(104_000 + 3 * HeldSize.OF_EACH);

                rule.disarm();
                one.turn();
                one.channel().flushOutbound();

                assertThat(one.sent()).hasSize(104_000);
                assertThat(one.channel().isWritable()).isTrue();
            }
        }
    }

    @Test
    void bytesThatComeOneByOne_countWhatEachTakes() {
        try (Chaos chaos = Chaos.create("memory")) {
            ChaosNetty netty = ChaosNetty.with(chaos)
                    .holdAtMost(16 * (1 + HeldSize.OF_EACH), 1 << 20)
                    .build();
            try (Embedded one = channelOf(netty)) {
                ArmedRule rule = one.arm(chaos, "x: netty.read black-hole");
                for (int i = 0; i < 15; i++) {
                    read(one, 1);
                }
                assertThat(reads(one)).isTrue();
                read(one, 1);
                assertThat(reads(one)).isFalse();

                rule.disarm();
                one.turn();

                assertThat(one.received()).hasSize(16);
                assertThat(reads(one)).isTrue();
            }
        }
    }
}
