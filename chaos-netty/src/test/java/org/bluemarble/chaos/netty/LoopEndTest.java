package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every injection ends with its channel or its channel's event loop, while its rule stays armed. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class LoopEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long problems = InternalProblems.count();
    private final Chaos chaos = Chaos.create("loop-end");
    private final Stack stack;
    private ChaosNetty netty;
    private LineServer server;

    LoopEndTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void start() {
        netty = ChaosNetty.of(chaos);
        server = new LineServer(stack, netty);
    }

    @AfterEach
    void stop() {
        chaos.close();
        server.close();
        assertThat(netty.heldBytes()).isZero();
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    private static void awaitInjected(ArmedRule rule) {
        await("an injection")
                .atMost(PATIENCE)
                .until(() -> rule.counters().injected() == 1 && rule.counters().waiting() == 1);
    }

    private static void assertEnds(ArmedRule rule) {
        await("the injection's end")
                .atMost(PATIENCE)
                .until(() -> rule.counters().waiting() == 0);
        assertThat(rule.isArmed()).isTrue();
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void unwritableAndTheLoopEnds_injectionEnds() throws IOException {
        try (LineClient client = new LineClient(server.port()).login("p1")) {
            ArmedRule rule = chaos.arm("x: netty.connection[player=p1] unwritable");
            awaitInjected(rule);
            assertThat(server.seen(client).channel.isWritable()).isFalse();

            server.close();

            assertEnds(rule);
        }
    }

    @Test
    void unwritableAndTheClientGoes_injectionEnds() throws IOException {
        ArmedRule rule;
        try (LineClient client = new LineClient(server.port()).login("p1")) {
            rule = chaos.arm("x: netty.connection[player=p1] unwritable");
            awaitInjected(rule);
        }

        assertEnds(rule);
    }

    @Test
    void delayedConnectionAndTheLoopEnds_injectionEnds() throws IOException {
        try (LineClient client = new LineClient(server.port()).login("p1")) {
            ArmedRule rule = chaos.arm("x: netty.connection[player=p1] latency 1h limit=1");
            awaitInjected(rule);
            assertThat(client.ask("still there")).isEqualTo("still there");

            server.close();

            assertEnds(rule);
        }
    }

    @Test
    void attemptToConnectIsDelayedAndTheLoopEnds_itIsToldAndTheInjectionEnds() {
        EventLoopGroup group = stack.group(1);
        ArmedRule rule = chaos.arm("x: netty.connect latency 1h");
        ChannelFuture attempt = new Bootstrap()
                .group(group)
                .channel(stack.client())
                .handler(netty.handler())
                .connect(InetAddress.getLoopbackAddress(), server.port());
        awaitInjected(rule);

        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();

        assertThat(attempt.isDone()).isTrue();
        assertThat(attempt.isSuccess()).isFalse();
        assertEnds(rule);
    }

    @Test
    void executorHasEnded_whatEndsAnInjectionIsDoneAllTheSame() throws InterruptedException {
        DefaultEventExecutor executor = new DefaultEventExecutor();
        executor.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
        CountDownLatch done = new CountDownLatch(1);

        Later.surely(executor, done::countDown);

        assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
