package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers on executors of their own, where a server's database work often is, run in the context of the player as well. */
class CrossingTest {

    private static final String CROSSING = Wire.HEAD + "-crossing-";

    private final long problems = InternalProblems.count();
    private final Chaos chaos = Chaos.create("crossing");
    private final ChaosNetty netty = ChaosNetty.of(chaos);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final DefaultEventExecutorGroup executors = new DefaultEventExecutorGroup(1);
    private final DefaultEventExecutorGroup others = new DefaultEventExecutorGroup(1);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        chaos.close();
        channel.finishAndReleaseAll();
        // Each lets go of its handlers, one after the other.
        for (DefaultEventExecutorGroup one : List.of(others, executors, others, executors)) {
            one.submit(() -> {}).syncUninterruptibly();
        }
        executors.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
        others.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    private ArmedRule arm(String line) {
        ArmedRule rule = chaos.arm(line);
        channel.runPendingTasks();
        return rule;
    }

    private void watch() {
        channel.attr(ChaosNetty.PLAYER).set("p1");
        netty.watch(channel);
    }

    private void awaitSeen(String... all) {
        await().atMost(Duration.ofSeconds(60)).until(() -> seen.size() >= all.length);
        assertThat(seen).containsExactly(all);
    }

    private List<String> crossings() {
        return channel.pipeline().names().stream()
                .filter(name -> name.startsWith(CROSSING))
                .toList();
    }

    @Test
    void ruleAboutBytesAlone_handlerThereKnowsThePlayerAtEveryEvent() {
        channel.pipeline().addLast(executors, "game", new Noting("game"));
        watch();
        arm("x: netty.read[player=nobody] latency 1ms");

        channel.pipeline().fireChannelActive();
        channel.writeOneInbound("message");
        channel.pipeline().fireUserEventTriggered("event");
        channel.pipeline().fireChannelWritabilityChanged();
        channel.pipeline().fireExceptionCaught(new IllegalStateException("exception"));
        channel.flushInbound();

        awaitSeen(
                "game active p1",
                "game message p1",
                "game event p1",
                "game writability p1",
                "game exception p1",
                "game complete p1");
    }

    @Test
    void handlersOnSeveralExecutors_eachKnowsIt() {
        channel.pipeline().addLast("first", new Noting("first"));
        channel.pipeline().addLast(executors, "second", new Noting("second"));
        channel.pipeline().addLast(executors, "third", new Noting("third"));
        channel.pipeline().addLast(others, "fourth", new Noting("fourth"));
        watch();
        arm("x: netty.read[player=nobody] latency 1ms");

        channel.writeOneInbound("message");

        awaitSeen("first message p1", "second message p1", "third message p1", "fourth message p1");
        assertThat(crossings()).hasSize(2);
    }

    /** As in a new channel: its handlers come after ours. */
    @Test
    void handlersComeAfterTheRule_theyKnowItOnceTheChannelIsActive() {
        watch();
        arm("x: netty.read[player=nobody] latency 1ms");
        assertThat(crossings()).isEmpty();
        channel.pipeline().addLast(executors, "game", new Noting("game"));

        channel.pipeline().fireChannelActive();
        channel.writeOneInbound("message");

        awaitSeen("game active p1", "game message p1");
    }

    @Test
    void handlerLeaves_oursGoesWithTheNextRead() {
        channel.pipeline().addLast(executors, "game", new Noting("game"));
        watch();
        arm("x: netty.read[player=nobody] latency 1ms");
        assertThat(crossings()).hasSize(1);

        channel.pipeline().remove("game");
        channel.writeInbound("message");

        assertThat(crossings()).isEmpty();
    }

    @Test
    void ruleEnds_pipelineIsAsTheServerMadeIt() {
        channel.pipeline().addLast(executors, "game", new Noting("game"));
        List<String> before = channel.pipeline().names();
        watch();
        ArmedRule bytes = arm("x: netty.read[player=nobody] latency 1ms");
        ArmedRule messages = arm("y: netty.inbound[player=nobody] drop");
        assertThat(crossings()).hasSize(1);

        bytes.disarm();
        messages.disarm();
        channel.runPendingTasks();

        assertThat(channel.pipeline().names()).isEqualTo(before);
        channel.writeOneInbound("message");
        awaitSeen("game message null");
    }

    @Test
    void allHandlersOnTheLoop_nothingIsPutInForThem() {
        channel.pipeline().addLast("game", new Noting("game"));
        watch();
        arm("x: netty.read[player=nobody] latency 1ms");

        channel.pipeline().fireChannelWritabilityChanged();
        channel.pipeline().fireExceptionCaught(new IllegalStateException("exception"));

        awaitSeen("game writability p1", "game exception p1");
        assertThat(crossings()).isEmpty();
    }

    private final class Noting extends ChannelInboundHandlerAdapter {
        private final String name;

        Noting(String name) {
            this.name = name;
        }

        private void note(Object what) {
            seen.add(name + " " + what + " " + ChaosContext.current().player());
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            note("active");
            ctx.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            note(message);
            ctx.fireChannelRead(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            note("complete");
            ctx.fireChannelReadComplete();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            note(event);
            ctx.fireUserEventTriggered(event);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            note("writability");
            ctx.fireChannelWritabilityChanged();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            note(cause.getMessage());
        }
    }
}
