package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How losses of datagrams lie: each on its own, or several in a row. The seed is fixed, and decision n of a rule depends on
 * nothing else, so what is lost here is the same in every run.
 */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class DatagramLossTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DATAGRAMS = 4_000;
    /** Few enough to fit into any socket's buffer. */
    private static final int AT_ONCE = 40;

    private final Chaos chaos = Chaos.builder("loss").seed(20_261_122L).build();
    private final Stack stack;
    private EventLoopGroup group;
    private Channel channel;
    private DatagramSocket client;

    DatagramLossTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void bind() throws IOException {
        ChaosNetty netty = ChaosNetty.of(chaos);
        group = stack.group(1);
        channel = new Bootstrap()
                .group(group)
                .channel(stack.datagram())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(netty.handler()).addLast(new Echo());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        client = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        client.setSoTimeout(60_000);
    }

    @AfterEach
    void close() {
        chaos.close();
        client.close();
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void burst_losesSeveralInARow() throws IOException {
        List<Integer> runs = runsOfLosses("burst=10/30");

        assertThat(lost(runs)).isBetween(DATAGRAMS * 15 / 100, DATAGRAMS * 35 / 100);
        assertThat(mean(runs)).isBetween(5.0, 20.0);
        assertThat(runs).anyMatch(length -> length >= 20);
    }

    @Test
    void probability_losesEachOnItsOwn() throws IOException {
        List<Integer> runs = runsOfLosses("probability=25%");

        assertThat(lost(runs)).isBetween(DATAGRAMS * 22 / 100, DATAGRAMS * 28 / 100);
        // One after another only as often as chance has it: 1 / (1 - 25%) on average.
        assertThat(mean(runs)).isBetween(1.2, 1.5);
        assertThat(runs).allMatch(length -> length < 15);
    }

    private static int lost(List<Integer> runs) {
        return runs.stream().mapToInt(Integer::intValue).sum();
    }

    private static double mean(List<Integer> runs) {
        return (double) lost(runs) / runs.size();
    }

    /** How many datagrams in a row were lost, each time some were. */
    private List<Integer> runsOfLosses(String trigger) throws IOException {
        // What ends a batch is longer, and always passes.
        ArmedRule rule = chaos.arm("x: netty.receive[bytes=4] loss " + trigger);
        await().atMost(PATIENCE).until(() -> channel.pipeline().names().contains(Wire.HEAD));
        BitSet arrived = new BitSet(DATAGRAMS);
        for (int sent = 0; sent < DATAGRAMS; sent += AT_ONCE) {
            for (int i = sent; i < sent + AT_ONCE; i++) {
                send(String.format("%04d", i));
            }
            send("batch " + sent);
            for (String text = receive(); !text.equals("batch " + sent); text = receive()) {
                arrived.set(Integer.parseInt(text));
            }
        }
        assertThat(rule.counters().selected()).isEqualTo(DATAGRAMS);
        assertThat(rule.counters().injected()).isEqualTo(DATAGRAMS - arrived.cardinality());
        List<Integer> runs = new ArrayList<>();
        for (int from = arrived.nextClearBit(0); from < DATAGRAMS; from = arrived.nextClearBit(from)) {
            int to = arrived.nextSetBit(from);
            int end = to < 0 ? DATAGRAMS : to;
            runs.add(end - from);
            from = end;
        }
        return runs;
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        client.send(new java.net.DatagramPacket(bytes, bytes.length, (InetSocketAddress) channel.localAddress()));
    }

    private String receive() throws IOException {
        java.net.DatagramPacket packet = new java.net.DatagramPacket(new byte[64], 64);
        client.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    private static final class Echo extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            ctx.writeAndFlush(new DatagramPacket(packet.content().retain(), packet.sender()));
        }
    }
}
