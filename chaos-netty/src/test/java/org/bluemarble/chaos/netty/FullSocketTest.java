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
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of datagrams when more wait than may be held. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class FullSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Chaos chaos = Chaos.create("full");
    private final long problems = InternalProblems.count();
    private final Stack stack;
    private EventLoopGroup group;
    private DatagramSocket client;

    FullSocketTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void open() throws IOException {
        group = stack.group(1);
        client = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        client.setSoTimeout(60_000);
    }

    @AfterEach
    void close() {
        assertThat(InternalProblems.count()).isEqualTo(problems);
        chaos.close();
        client.close();
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private String receive() throws IOException {
        java.net.DatagramPacket packet = new java.net.DatagramPacket(new byte[2048], 2048);
        client.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void everythingDelayedBeyondTheBound_datagramsAreLostAsInAFullSocket() throws IOException {
        ChaosNetty small = ChaosNetty.with(chaos).holdAtMost(1000, 1 << 20).build();
        Channel narrow = new Bootstrap()
                .group(group)
                .channel(stack.datagram())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(small.handler()).addLast(new Echo());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        ArmedRule rule = chaos.arm("x: netty.receive hold");
        await().atMost(PATIENCE).until(() -> narrow.pipeline().names().contains(Wire.HEAD));
        byte[] bytes = new byte[500];
        for (int i = 0; i < 10; i++) {
            client.send(new java.net.DatagramPacket(bytes, bytes.length, (InetSocketAddress) narrow.localAddress()));
            int sent = i + 1;
            await().atMost(PATIENCE).until(() -> rule.counters().selected() >= sent);
        }
        assertThat(small.heldBytes()).isEqualTo(2 * (500 + HeldSize.OF_EACH));

        chaos.killSwitch("enough");

        assertThat(receive()).hasSize(500);
        assertThat(receive()).hasSize(500);
        client.setSoTimeout(200);
        org.assertj.core.api.Assertions.assertThatThrownBy(this::receive).isInstanceOf(SocketTimeoutException.class);
        narrow.close().syncUninterruptibly();
    }

    private static final class Echo extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            ctx.writeAndFlush(new DatagramPacket(packet.content().retain(), packet.sender()));
        }
    }
}
