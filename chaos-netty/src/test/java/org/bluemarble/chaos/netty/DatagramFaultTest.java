package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What faults do to datagrams, seen by a server that sends each back and by a client on a plain socket. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class DatagramFaultTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String END = "end";

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final long problems = InternalProblems.count();
    private final Stack stack;
    private Way way;
    private EventLoopGroup group;
    private Channel channel;
    private DatagramSocket client;

    DatagramFaultTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void bind() throws IOException {
        way = newWay();
        group = stack.group(1);
        channel = new Bootstrap()
                .group(group)
                .channel(stack.datagram())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(way.handler()).addLast(new Echo());
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
        assertThat(InternalProblems.count()).isEqualTo(problems);
        way.close();
        client.close();
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
        assertThat(way.heldBytes()).isZero();
    }

    /** The library's; the agent's tests have another. */
    Way newWay() {
        return Way.library(ChaosNetty.of(Chaos.create("datagram")));
    }

    private ArmedRule arm(String line) {
        ArmedRule rule = way.arm(line);
        await().atMost(PATIENCE).until(() -> channel.pipeline().names().contains(Wire.HEAD));
        return rule;
    }

    private void send(String... texts) throws IOException {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            client.send(new java.net.DatagramPacket(bytes, bytes.length, (InetSocketAddress) channel.localAddress()));
        }
    }

    private String receive() throws IOException {
        java.net.DatagramPacket packet = new java.net.DatagramPacket(new byte[2048], 2048);
        client.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    /** What comes back before the last one does. */
    private List<String> answers() throws IOException {
        List<String> answers = new ArrayList<>();
        for (String text = receive(); !text.equals(END); text = receive()) {
            answers.add(text);
        }
        return answers;
    }

    @Test
    void loss_serverNeverSeesItAndTheOthersPass() throws IOException {
        ArmedRule rule = arm("x: netty.receive loss nth=2");

        send("a", "b", "c", END);

        assertThat(answers()).containsExactly("a", "c");
        assertThat(rule.counters().injected()).isEqualTo(1);
        assertThat(received).containsExactly("a", "c", END);
    }

    @Test
    void lossOfAnAnswer_serverHasSentIt() throws IOException {
        arm("x: netty.send[remote-port=" + client.getLocalPort() + "] loss nth=1");

        send("a", "b", END);

        assertThat(answers()).containsExactly("b");
        assertThat(received).containsExactly("a", "b", END);
    }

    /** A partition in one direction. */
    @Test
    void lossOfAllThatComes_whatTheServerSendsArrives() throws IOException {
        ArmedRule rule = arm("x: netty.receive[network=127.0.0.0/8] loss");
        send("a");
        await().atMost(PATIENCE).until(() -> rule.counters().done() == 1);

        push("tick");
        assertThat(receive()).isEqualTo("tick");
        rule.disarm();
        send("b");

        assertThat(receive()).isEqualTo("b");
        assertThat(received).containsExactly("b");
    }

    @Test
    void lossOfAllThatGoes_serverHearsAndIsNotHeard() throws IOException {
        ArmedRule rule = arm("x: netty.send[network=127.0.0.0/8] loss");
        send("a");
        await().atMost(PATIENCE).until(() -> rule.counters().done() == 1);
        push("tick");
        await().atMost(PATIENCE).until(() -> rule.counters().done() == 2);
        assertThat(received).containsExactly("a");

        rule.disarm();
        send("b");

        assertThat(receive()).isEqualTo("b");
    }

    private void push(String text) {
        channel.writeAndFlush(
                        new DatagramPacket(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1), (InetSocketAddress)
                                client.getLocalSocketAddress()))
                .syncUninterruptibly();
    }

    @Test
    void duplicate_arrivesAsOftenAsAsked() throws IOException {
        arm("x: netty.receive duplicate copies=2 limit=1");

        send("a", "b", END);

        assertThat(answers()).containsExactly("a", "a", "a", "b");
    }

    @Test
    void reorder_othersOvertakeIt() throws IOException {
        arm("x: netty.receive reorder behind=2 within=1m limit=1");

        send("a", "b", "c", "d", END);

        assertThat(answers()).containsExactly("b", "c", "a", "d");
    }

    /** Were each put aside, none would overtake another, and all of it would be a delay. */
    @Test
    void reorderOfEveryDatagram_theyOvertakeEachOther() throws IOException {
        ArmedRule rule = arm("x: netty.receive reorder behind=1 within=1m");

        send("a", "b", "c", "d", "e", END);

        assertThat(answers()).containsExactly("b", "a", "d", "c");
        assertThat(receive()).isEqualTo("e");
        await().atMost(PATIENCE).until(() -> rule.counters().done() == 3);
        assertThat(rule.counters().selected()).isEqualTo(6);
        assertThat(rule.counters().cancelled()).isEqualTo(3);
    }

    @Test
    void reorderAndNothingFollows_itComesWhenItsTimeIsOver() throws IOException {
        arm("x: netty.receive reorder behind=5 within=100ms limit=1");

        send("alone");

        assertThat(receive()).isEqualTo("alone");
    }

    @Test
    void reorderAndTheRuleEnds_itComesAtOnce() throws IOException {
        ArmedRule rule = arm("x: netty.receive reorder behind=5 within=1m limit=1");
        send("alone");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);

        rule.disarm();

        assertThat(receive()).isEqualTo("alone");
    }

    @Test
    void truncate_endIsLost() throws IOException {
        arm("x: netty.receive truncate size=3 limit=1");

        send("abcdef", END);

        assertThat(answers()).containsExactly("abc");
    }

    @Test
    void corrupt_bytesDiffer() throws IOException {
        arm("x: netty.send corrupt count=2 offset=1 limit=1");

        send("abcdef", END);

        assertThat(answers()).singleElement().satisfies(answer -> {
            assertThat(answer).hasSize(6).startsWith("a").endsWith("def");
            assertThat(answer.charAt(1)).isNotEqualTo('b');
            assertThat(answer.charAt(2)).isNotEqualTo('c');
        });
    }

    @Test
    void latencyOfOne_thoseBehindItWaitToo() throws IOException {
        ArmedRule rule = arm("x: netty.receive latency 300ms nth=1");
        long start = System.nanoTime();

        send("a", "b", "c", END);

        assertThat(answers()).containsExactly("a", "b", "c");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(rule.counters().selected()).isEqualTo(4);
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void jitter_orderIsKeptInBothDirections() throws IOException {
        ArmedRule in = arm("in: netty.receive latency distribution=uniform from=20ms to=40ms");
        ArmedRule out = arm("out: netty.send latency distribution=uniform from=20ms to=40ms");
        String[] texts = {"a", "b", "c", "d", "e", "f", END};
        long start = System.nanoTime();

        send(texts);

        assertThat(answers()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        assertThat(List.of(in, out)).allMatch(rule -> rule.counters().injected() == texts.length);
    }

    private final class Echo extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            received.add(packet.content().toString(StandardCharsets.ISO_8859_1));
            ctx.writeAndFlush(new DatagramPacket(packet.content().retain(), packet.sender()));
        }
    }
}
