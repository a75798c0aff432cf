package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What faults do to decoded messages, at the place in the pipeline that a rule names. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class MessageFaultTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long problems = InternalProblems.count();
    private final Stack stack;
    private Way way;
    private LineServer server;
    private LineClient one;
    private LineClient two;

    MessageFaultTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void connect() throws IOException {
        way = newWay();
        server = new LineServer(stack, way);
        one = new LineClient(server.port()).login("p1");
        two = new LineClient(server.port()).login("p2");
    }

    @AfterEach
    void close() throws IOException {
        assertThat(InternalProblems.count()).isEqualTo(problems);
        way.close();
        one.close();
        two.close();
        server.close();
        assertThat(way.heldBytes()).isZero();
    }

    /** The library's; the agent's tests have another. */
    Way newWay() {
        return Way.library(ChaosNetty.of(Chaos.create("message")));
    }

    private ArmedRule arm(String line) {
        ArmedRule rule = way.arm(line);
        await().atMost(PATIENCE).until(() -> isTapped(one) && isTapped(two));
        return rule;
    }

    private boolean isTapped(LineClient client) {
        return pipeline(client).stream().anyMatch(name -> name.startsWith(Wire.HEAD + "-tap-"));
    }

    private List<String> pipeline(LineClient client) {
        return server.seen(client).channel.pipeline().names();
    }

    @Test
    void drop_handlerNeverSeesItAndTheOthersPass() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[message=String,player=p1] drop nth=2");

        one.send("a");
        one.send("b");
        one.send("c");

        assertThat(one.read()).isEqualTo("a");
        assertThat(one.read()).isEqualTo("c");
        assertThat(two.ask("b")).isEqualTo("b");
        assertThat(server.seen(one).lines).containsExactly("login p1", "a", "c");
        assertThat(rule.counters().selected()).isEqualTo(3);
    }

    @Test
    void dropOutbound_writerIsToldThatItWent() throws IOException {
        arm("x: netty.outbound[message=String,player=p1] drop nth=1");

        one.send("a");

        assertThat(one.ask("b")).isEqualTo("b");
        assertThat(server.seen(one).lines).containsExactly("login p1", "a", "b");
        assertThat(server.seen(one).failedWrites).isEmpty();
    }

    @Test
    void dropOutboundWithFailure_writerIsTold() throws IOException {
        arm("x: netty.outbound[message=String,player=p1] drop promise=failure nth=1");

        one.send("a");

        assertThat(one.ask("b")).isEqualTo("b");
        assertThat(server.seen(one).failedWrites).hasSize(1);
    }

    @Test
    void duplicate_handlerSeesItTwice() throws IOException {
        arm("x: netty.inbound[message=java.lang.String,player=p1] duplicate limit=1");

        one.send("a");

        assertThat(one.read()).isEqualTo("a");
        assertThat(one.read()).isEqualTo("a");
        assertThat(one.ask("b")).isEqualTo("b");
    }

    @Test
    void duplicateOfFrames_eachHasItsOwnBytes() throws IOException {
        arm("x: netty.inbound[handler=decoder,player=p1] duplicate copies=2 limit=1");

        one.send("a");

        for (int i = 0; i < 3; i++) {
            assertThat(one.read()).isEqualTo("a");
        }
    }

    @Test
    void reorder_nextOneOvertakes() throws IOException {
        arm("x: netty.inbound[handler=game,player=p1] reorder within=1m limit=1");

        one.send("a");
        one.send("b");

        assertThat(one.read()).isEqualTo("b");
        assertThat(one.read()).isEqualTo("a");
    }

    @Test
    void hold_messageAndThoseBehindItComeWhenTheRuleEnds() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[message=String,player=p1] hold limit=1");
        one.send("held");
        one.send("behind");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");

        rule.disarm();

        assertThat(one.read()).isEqualTo("held");
        assertThat(one.read()).isEqualTo("behind");
    }

    @Test
    void resetAtAStepOfTheDialogue_connectionBreaksThere() throws IOException {
        arm("x: netty.inbound[handler=game,step=2,player=p1] disconnect");

        assertThat(one.ask("step one")).isEqualTo("step one");
        assertThat(one.ask("step two")).isNull();

        assertThat(server.seen(one).lines).endsWith("step one");
    }

    @Test
    void messageThatPassesSeveralHandlers_isCountedOnceByEachRule() throws IOException {
        server.seen(one).channel.pipeline().addBefore("game", "logger", new ChannelInboundHandlerAdapter());
        server.seen(one).channel.pipeline().addBefore("game", "metrics", new ChannelInboundHandlerAdapter());
        ArmedRule rule = arm("x: netty.inbound[message=String,player=p1] latency 1ms");
        ArmedRule atGame = arm("y: netty.inbound[handler=game,player=p1] latency 1ms");

        for (int i = 0; i < 10; i++) {
            assertThat(one.ask("line " + i)).isEqualTo("line " + i);
        }

        assertThat(rule.counters().selected()).isEqualTo(10);
        assertThat(atGame.counters().selected()).isEqualTo(10);
    }

    @Test
    void serverChangesItsPipeline_newHandlersAreFollowed() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[handler=late,player=p1] drop nth=1");
        Channel channel = server.seen(one).channel;
        channel.eventLoop()
                .submit(() -> channel.pipeline().addBefore("game", "late", new Tagging()))
                .syncUninterruptibly();

        one.send("a");

        assertThat(one.ask("b")).isEqualTo("late b");
        assertThat(rule.counters().injected()).isEqualTo(1);

        server.seen(one).channel.pipeline().remove("late");
        assertThat(one.ask("d")).isEqualTo("d");
        assertThat(one.ask("e")).isEqualTo("e");
        rule.disarm();
        await().atMost(PATIENCE).until(() -> !isTapped(one));
        assertThat(one.ask("f")).isEqualTo("f");
    }

    private static final class Tagging extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.fireChannelRead("late " + message);
        }
    }
}
