package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What faults do where connections begin, on both sides. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class ConnectFaultTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long problems = InternalProblems.count();
    private final Stack stack;
    private Way way;
    private EventLoopGroup group;
    private LineServer server;

    ConnectFaultTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void start() {
        way = newWay();
        group = stack.group(1);
        server = new LineServer(stack, way);
    }

    @AfterEach
    void stop() {
        assertThat(InternalProblems.count()).isEqualTo(problems);
        way.close();
        server.close();
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** The library's; the agent's tests have another. */
    Way newWay() {
        return Way.library(ChaosNetty.of(Chaos.create("connect")));
    }

    private Bootstrap client(Duration patience) {
        return new Bootstrap()
                .group(group)
                .channel(stack.client())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(way.handler());
                    }
                });
    }

    private ChannelFuture connect(int port) {
        return connect(port, PATIENCE);
    }

    private ChannelFuture connect(int port, Duration patience) {
        return client(patience)
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
    }

    @Test
    void refused_asByAPortWhereNobodyListens() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Throwable real = connect(closed).cause();
        ArmedRule rule = way.arm("x: netty.connect[network=127.0.0.0/8,side=client] refused limit=1");

        Throwable injected = connect(server.port()).cause();

        assertThat(injected).hasSameClassAs(real);
        assertThat(injected.getMessage().replace("" + server.port(), "PORT"))
                .isEqualTo(real.getMessage().replace("" + closed, "PORT"));
        assertThat(causeClass(injected)).isEqualTo(causeClass(real));
        assertThat(rule.counters().injected()).isEqualTo(1);
        assertThat(connect(server.port()).isSuccess()).isTrue();
    }

    private static Object causeClass(Throwable failure) {
        return failure.getCause() == null ? "none" : failure.getCause().getClass();
    }

    @Test
    void timeout_afterTheChannelsOwnAndWithNettysException() throws IOException {
        way.arm("x: netty.connect[remote-port=" + server.port() + "] timeout limit=1");
        long start = System.nanoTime();

        Throwable injected = connect(server.port(), Duration.ofMillis(700)).cause();

        assertThat(injected)
                .isInstanceOf(io.netty.channel.ConnectTimeoutException.class)
                .hasMessageStartingWith("connection timed out after 700 ms: ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void latency_connectsLater() throws IOException {
        way.arm("x: netty.connect[remote-port=" + server.port() + "] latency 200ms");
        long start = System.nanoTime();

        assertThat(connect(server.port()).isSuccess()).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency 1h", "timeout 1h"})
    void channelIsClosedWhileItsAttemptWaits_callerIsToldAtOnce(String fault) {
        ArmedRule rule = way.arm("x: netty.connect[remote-port=" + server.port() + "] " + fault);
        ChannelFuture attempt =
                client(PATIENCE).connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);

        attempt.channel().close().syncUninterruptibly();

        await("the attempt to fail").atMost(PATIENCE).until(attempt::isDone);
        assertThat(attempt.cause()).isInstanceOf(ClosedChannelException.class);
        await("the injection to end")
                .atMost(PATIENCE)
                .until(() -> rule.counters().cancelled() + rule.counters().done() == 1);
        assertThat(server.connections()).isZero();
    }

    @Test
    void acceptRefused_clientGetsAnRstAndTheServerNeverKnows() throws IOException {
        arm("x: netty.accept[network=127.0.0.0/8] refused limit=1");
        // The kernel has accepted it already, so it breaks now or at the first bytes.
        assertThatThrownBy(() -> {
                    try (LineClient refused = new LineClient(server.port())) {
                        refused.ask("anybody there");
                    }
                })
                .isInstanceOf(SocketException.class);
        try (LineClient next = new LineClient(server.port())) {
            assertThat(next.ask("anybody there")).isEqualTo("anybody there");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void acceptIsHeld_connectionIsServedWhenTheRuleEnds() throws IOException {
        ArmedRule rule = arm("x: netty.accept hold");
        try (LineClient client = new LineClient(server.port())) {
            client.send("anybody there");
            await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
            assertThat(server.knows(client)).isFalse();

            rule.disarm();

            assertThat(client.read()).isEqualTo("anybody there");
        }
    }

    @Test
    void acceptLatencyOfOne_thoseBehindItWaitTooAndEachIsServed() throws IOException {
        ArmedRule rule = arm("x: netty.accept latency 300ms nth=1");
        long start = System.nanoTime();
        try (LineClient first = connectAs(1, rule);
                LineClient second = connectAs(2, rule);
                LineClient third = connectAs(3, rule)) {
            assertThat(third.ask("third")).isEqualTo("third");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(second.ask("second")).isEqualTo("second");
            assertThat(first.ask("first")).isEqualTo("first");

            assertThat(server.ports()).containsExactly(first.port(), second.port(), third.port());
            assertThat(rule.counters().selected()).isEqualTo(3);
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    @Test
    void acceptJitter_orderIsKeptAndEachIsServed() throws IOException {
        ArmedRule rule = arm("x: netty.accept latency distribution=uniform from=1ms to=50ms");
        List<LineClient> clients = new ArrayList<>();
        try {
            for (int i = 1; i <= 10; i++) {
                clients.add(connectAs(i, rule));
            }
            for (LineClient client : clients) {
                assertThat(client.ask("hello " + client.port())).isEqualTo("hello " + client.port());
            }
            assertThat(server.ports())
                    .isEqualTo(clients.stream().map(LineClient::port).toList());
            assertThat(rule.counters().injected()).isEqualTo(10);
        } finally {
            for (LineClient client : clients) {
                client.close();
            }
        }
    }

    /** The number of connections that the server has met with this one is what gives them an order. */
    private LineClient connectAs(int number, ArmedRule rule) throws IOException {
        LineClient client = new LineClient(server.port());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> rule.counters().selected() == number);
        return client;
    }

    private ArmedRule arm(String line) {
        ArmedRule rule = way.arm(line);
        await().atMost(PATIENCE).until(() -> server.channel().pipeline().names().contains(Wire.HEAD));
        return rule;
    }
}
