package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedIncident;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the built-in incidents and profiles of the network do to players of a real server. */
class NetworkIncidentsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Chaos chaos = Chaos.create("incidents");
    private final ChaosNetty netty =
            ChaosNetty.with(chaos).group("here", "127.0.0.0/8").build();
    private LineServer server;
    private LineClient one;
    private LineClient two;

    @BeforeEach
    void connect() throws IOException {
        server = new LineServer(Stack.NIO, netty);
        one = new LineClient(server.port()).login("p1");
        two = new LineClient(server.port()).login("p2");
    }

    @AfterEach
    void close() throws IOException {
        one.close();
        two.close();
        server.close();
        chaos.close();
    }

    private static ArmedRule rule(ArmedIncident incident, String name) {
        return incident.rules().stream()
                .filter(rule -> rule.id().endsWith("-" + name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mobile", "bad-mobile", "bad-wifi", "satellite", "mobile-train"})
    void profileOfOnePlayer_itsLineIsSlowAndTheOthersIsNot(String profile) throws IOException {
        ArmedIncident armed = chaos.incidents().arm(profile + " player=p1");
        // What ends or silences a connection once in a while is not for here.
        armed.rules().stream()
                .filter(rule -> rule.point().name().equals("netty.connection"))
                .forEach(ArmedRule::disarm);
        await("ours to come")
                .atMost(PATIENCE)
                .until(() -> server.seen(one).channel.pipeline().names().contains(Wire.HEAD));
        long start = System.nanoTime();

        assertThat(one.ask("hello")).isEqualTo("hello");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1));
        // What is lost and sent again, by chance, is not slowed by its line as well: one fault for each call.
        await("every part of the profile").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(one.ask("hello")).isEqualTo("hello");
            for (String way : List.of("way-up", "way-down", "line-up", "line-down")) {
                assertThat(rule(armed, way).counters().injected()).as(way).isPositive();
            }
        });
        long selected = rule(armed, "way-up").counters().selected();
        assertThat(two.ask("hello")).isEqualTo("hello");
        assertThat(rule(armed, "way-up").counters().selected()).isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"partition network=127.0.0.0/8", "partition-group group=here"})
    void partition_nothingPassesAndNobodyConnectsUntilItHeals(String incident) throws IOException {
        EventLoopGroup group = Stack.NIO.group(1);
        try {
            ArmedIncident armed = chaos.incidents().arm(incident);
            ArmedRule connections = rule(armed, "connections");
            await("both to be cut off")
                    .atMost(PATIENCE)
                    .until(() -> connections.counters().injected() == 2);
            one.send("asked");
            assertThat(connect(group, Duration.ofSeconds(1)).cause()).isInstanceOf(ConnectTimeoutException.class);
            assertThat(server.seen(one).lines).containsExactly("login p1");

            armed.disarm();

            assertThat(one.read()).isEqualTo("asked");
            assertThat(two.ask("healed")).isEqualTo("healed");
            assertThat(connect(group, PATIENCE).isSuccess()).isTrue();
        } finally {
            group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** As the server itself connects to another one. */
    private ChannelFuture connect(EventLoopGroup group, Duration patience) {
        return new Bootstrap()
                .group(group)
                .channel(Stack.NIO.client())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(netty.handler());
                    }
                })
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))
                .awaitUninterruptibly();
    }

    @Test
    void ghostSession_serverIsNotToldThatThePlayerIsGoneUntilTheEnd() throws IOException {
        ArmedIncident armed = chaos.incidents().arm("ghost-sessions player=p1 share=100%");
        await("the ghost")
                .atMost(PATIENCE)
                .until(() -> rule(armed, "ghosts").counters().injected() == 1);
        LineServer.Seen ghost = server.seen(one);
        one.close();
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
        ghost.channel.writeAndFlush("anybody there\n").syncUninterruptibly();
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
        assertThat(ghost.channel.isActive()).isTrue();

        armed.disarm();

        await("the end").atMost(PATIENCE).until(() -> ghost.inactive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"partition network=127.0.0.0/8", "partition-group group=here"})
    void partitionOfDatagrams_theyAreLostBothWaysUntilItHeals(String incident) throws IOException {
        EventLoopGroup group = Stack.NIO.group(1);
        try (DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            Channel echo = bindEcho(group);
            ArmedIncident armed = chaos.incidents().arm(incident);
            await("ours to come")
                    .atMost(PATIENCE)
                    .until(() -> echo.pipeline().names().contains(Wire.HEAD));
            send(client, echo, 'a');
            await("its loss")
                    .atMost(PATIENCE)
                    .until(() -> rule(armed, "received").counters().done() == 1);
            echo.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(new byte[] {'b'}), (InetSocketAddress)
                            client.getLocalSocketAddress()))
                    .syncUninterruptibly();
            assertThat(rule(armed, "sent").counters().injected()).isEqualTo(1);

            armed.disarm();
            send(client, echo, 'c');

            java.net.DatagramPacket first = new java.net.DatagramPacket(new byte[1], 1);
            client.receive(first);
            assertThat((char) first.getData()[0]).isEqualTo('c');
        } finally {
            group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static void send(DatagramSocket client, Channel to, char text) throws IOException {
        client.send(new java.net.DatagramPacket(new byte[] {(byte) text}, 1, (InetSocketAddress) to.localAddress()));
    }

    private Channel bindEcho(EventLoopGroup group) {
        return new Bootstrap()
                .group(group)
                .channel(Stack.NIO.datagram())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline()
                                .addLast(netty.handler())
                                .addLast(new SimpleChannelInboundHandler<DatagramPacket>() {
                                    @Override
                                    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
                                        ctx.writeAndFlush(new DatagramPacket(
                                                packet.content().retain(), packet.sender()));
                                    }
                                });
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }
}
