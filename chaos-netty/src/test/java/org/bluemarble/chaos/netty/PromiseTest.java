package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a write: whoever waits for its promise is told, once, and its buffer is released. */
class PromiseTest {

    private static final List<String> AT_WRITE = List.of(
            "latency 5ms",
            "latency 5ms phase=after",
            "hang 10ms",
            "hang 10ms phase=after",
            "hang",
            "hang phase=after",
            "exception java.io.IOException",
            "exception java.lang.IllegalStateException phase=after",
            "bandwidth 1000",
            "retransmission 5ms times=2",
            "black-hole",
            "slice 1",
            "slice 2 gap=1ms",
            "corrupt 2",
            "failed-write",
            "failed-write phase=after",
            "reset",
            "reset phase=after",
            "reset after-bytes=3",
            "reset after-bytes=1000",
            "disconnect",
            "disconnect phase=after",
            "disconnect after-bytes=3",
            "loop-stall 1ms");

    private static final List<String> AT_OUTBOUND = List.of(
            "latency 5ms",
            "hang 10ms",
            "hang",
            "exception java.io.IOException",
            "corrupt 2",
            "reset",
            "disconnect",
            "truncate 2",
            "hold 10ms",
            "hold",
            "drop",
            "drop promise=failure",
            "duplicate 3",
            "reorder 1 within=10ms",
            "reorder 100 within=10ms",
            "replace with=another",
            "replace with=same",
            "replace with=null",
            "replace with=thrown",
            "replace with=unknown",
            "loop-stall 1ms");

    private final Chaos chaos =
            Chaos.builder("promise").ceiling(Ceiling.DEFAULT.allowing("hang")).build();
    private final ChaosNetty netty = ChaosNetty.with(chaos)
            .replacement("another", message -> Unpooled.copiedBuffer("another", StandardCharsets.ISO_8859_1))
            .replacement("same", message -> message)
            .replacement("null", message -> nothing())
            .replacement("thrown", message -> {
                throw new IllegalStateException("a bug of the game server's");
            })
            .build();

    @SuppressWarnings("NullAway")
    private static Object nothing() {
        return null;
    }

    @AfterEach
    void close() {
        chaos.close();
        assertThat(netty.heldBytes()).isZero();
    }

    static Stream<String> rules() {
        return Stream.concat(
                AT_WRITE.stream().map(fault -> "x: netty.write " + fault),
                AT_OUTBOUND.stream().map(fault -> "x: netty.outbound " + fault));
    }

    @Test
    void everyFaultOfTheCatalogue_isTried() {
        assertThat(names(AT_WRITE)).containsAll(catalogue("netty.write"));
        assertThat(names(AT_OUTBOUND)).containsAll(catalogue("netty.outbound"));
    }

    private static Set<String> names(List<String> faults) {
        return faults.stream().map(fault -> fault.split(" ")[0]).collect(Collectors.toSet());
    }

    private static Set<String> catalogue(String point) {
        return new NettyModule()
                .faults().stream()
                        .filter(fault ->
                                fault.points().contains(point) || fault.points().contains("netty.*"))
                        .map(FaultDescriptor::name)
                        .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyWrite_isAnsweredAndReleased(String line) {
        List<ByteBuf> buffers = new ArrayList<>();
        try (Embedded embedded = new Embedded(netty, new ChannelDuplexHandler(), new Forgiving())) {
            ArmedRule rule = embedded.arm(chaos, line);
            EmbeddedChannel channel = embedded.channel();
            List<ChannelFuture> writes = new ArrayList<>();
            for (String text : List.of("move north", "", "x", "sell everything")) {
                ByteBuf bytes = channel.alloc().buffer().writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
                buffers.add(bytes);
                writes.add(channel.writeAndFlush(bytes));
            }
            writes.add(channel.write("an object"));
            ByteBuf voided = channel.alloc().buffer().writeByte(7);
            buffers.add(voided);
            channel.writeAndFlush(voided, channel.voidPromise());
            embedded.turn();

            if (line.matches(".* (hang|hang phase=after|hold|black-hole|reset after-bytes=1000)")) {
                rule.disarm();
            }
            embedded.turnUntil(
                    "every write to be answered", () -> writes.stream().allMatch(ChannelFuture::isDone));

            assertThat(rule.counters().injected()).as(line).isPositive();
            rule.disarm();
            embedded.turnUntil("the rule to be idle", () -> rule.awaitIdle(Duration.ZERO));
        }
        assertThat(buffers).allSatisfy(buffer -> assertThat(buffer.refCnt()).isZero());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void channelClosesMeanwhile_everyWriteIsAnsweredAndReleased(String line) {
        List<ByteBuf> buffers = new ArrayList<>();
        try (Embedded embedded = new Embedded(netty, new ChannelDuplexHandler(), new Forgiving())) {
            embedded.arm(chaos, line);
            List<ChannelFuture> writes = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ByteBuf bytes = embedded.channel().alloc().buffer().writeInt(i);
                buffers.add(bytes);
                writes.add(embedded.channel().writeAndFlush(bytes));
            }

            ChannelFuture closed = embedded.closeAsTheServer();

            embedded.turnUntil(
                    "every write to be answered",
                    () -> closed.isDone()
                            && (line.endsWith("hang phase=after")
                                    || writes.stream().allMatch(ChannelFuture::isDone)));
            chaos.rules().forEach(ArmedRule::disarm);
            embedded.turnUntil("every answer to come", () -> writes.stream().allMatch(ChannelFuture::isDone));
        }
        assertThat(buffers).allSatisfy(buffer -> assertThat(buffer.refCnt()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency 5ms", "hang 5ms", "hang", "exception java.io.IOException", "loop-stall 1ms"})
    void everyClose_isAnswered(String fault) {
        long problems = InternalProblems.count();
        try (Embedded embedded = new Embedded(netty, new Forgiving())) {
            ArmedRule rule = embedded.arm(chaos, "x: netty.close " + fault);

            ChannelFuture closed = embedded.closeAsTheServer();
            embedded.turn();
            if (fault.equals("hang")) {
                assertThat(closed.isDone()).isFalse();
                rule.disarm();
            }

            embedded.turnUntil("the close to be answered", closed::isDone);
            assertThat(embedded.channel().isOpen()).isFalse();
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    /** An embedded channel keeps what nobody caught, and throws it into the test. */
    private static final class Forgiving extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // What a void promise or a reset tells.
        }
    }
}
