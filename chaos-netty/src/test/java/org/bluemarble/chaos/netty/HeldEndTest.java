package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The end of a connection stands behind the messages that wait, as it does behind bytes. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class HeldEndTest extends TwoPlayers {

    HeldEndTest(Stack stack) {
        super(stack, "held-end", settings -> settings);
    }

    private LineServer.Seen seen() {
        return server.seen(one);
    }

    private ArmedRule arm(String line) {
        ArmedRule rule = chaos.arm(line);
        await().atMost(PATIENCE)
                .until(() -> seen().channel.pipeline().names().stream()
                        .anyMatch(name -> name.startsWith(Wire.HEAD + "-tap-")));
        return rule;
    }

    /** The loop has had many turns after this: what it does by itself it has done. */
    private void letTheLoopTurn() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(two.ask("meanwhile " + i)).isEqualTo("meanwhile " + i);
        }
    }

    @Test
    void clientClosesWhileItsMessageIsHeld_serverGetsThatFirstAndThenTheEnd() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[handler=game,player=p1] hold");
        one.send("last words");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        one.close();
        letTheLoopTurn();
        assertThat(seen().lines).containsExactly("login p1");
        assertThat(seen().inactive).isFalse();
        assertThat(seen().channel.isOpen()).isTrue();

        rule.disarm();

        await().atMost(PATIENCE).until(() -> seen().inactive);
        assertThat(seen().lines).containsExactly("login p1", "last words");
    }

    @Test
    void clientClosesWhileItsMessageIsDelayed_serverGetsThatAsLateAndThenTheEnd() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[handler=game,player=p1] latency 300ms");
        long start = System.nanoTime();
        one.send("last words");
        one.close();

        await().atMost(PATIENCE).until(() -> seen().inactive);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(seen().lines).containsExactly("login p1", "last words");
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    /** Bytes at the head and messages in front of two handlers: the end passes none of them. */
    @Test
    void clientEndsItsStreamWhileMuchIsDelayed_allOfItComesInOrder() throws IOException {
        arm("y: netty.inbound[handler=decoder,player=p1] latency 30ms");
        chaos.arm("x: netty.read[player=p1] latency 20ms");
        chaos.arm("z: netty.inbound[handler=game,player=p1] latency 40ms every=2");
        for (int i = 0; i < 10; i++) {
            one.send("line " + i);
        }
        one.endOutput();

        await().atMost(PATIENCE).until(() -> seen().inactive);
        // Not the answers: a transport that writes later loses those to its own end of a connection.
        assertThat(seen().lines)
                .containsExactly(
                        "login p1",
                        "line 0",
                        "line 1",
                        "line 2",
                        "line 3",
                        "line 4",
                        "line 5",
                        "line 6",
                        "line 7",
                        "line 8",
                        "line 9");
    }

    @Test
    void messageIsPutAsideAndTheClientCloses_itComesBeforeTheEnd() throws IOException {
        arm("x: netty.inbound[handler=game,player=p1] reorder behind=5 within=200ms");
        one.send("last words");
        one.close();

        await().atMost(PATIENCE).until(() -> seen().inactive);

        assertThat(seen().lines).containsExactly("login p1", "last words");
    }

    /** Which a server gets that has asked for half closure, and may still answer. */
    @Test
    void clientEndsItsStreamWhileItsMessageIsHeld_serverIsToldBehindIt() throws IOException {
        seen().channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        seen().channel.pipeline().addLast("ends", new ChannelDuplexHandler() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                if (event == ChannelInputShutdownEvent.INSTANCE) {
                    told.add("end behind " + seen().lines.size());
                }
            }
        });
        ArmedRule rule = arm("x: netty.inbound[handler=game,player=p1] hold");
        one.send("last words");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        one.endOutput();
        letTheLoopTurn();
        assertThat(told).isEmpty();

        rule.disarm();

        assertThat(one.read()).isEqualTo("last words");
        await().atMost(PATIENCE).until(() -> !told.isEmpty());
        assertThat(told).containsExactly("end behind 2");
        assertThat(seen().channel.isOpen()).isTrue();
    }

    @Test
    void ruleEndsBeforeTheClientCloses_halfClosureIsAsTheServerHadIt() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[handler=game,player=p1] hold");
        one.send("held");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);
        rule.disarm();
        assertThat(one.read()).isEqualTo("held");

        await().atMost(PATIENCE)
                .until(() -> Boolean.FALSE.equals(seen().channel.config().getOption(ChannelOption.ALLOW_HALF_CLOSURE)));
        one.close();

        await().atMost(PATIENCE).until(() -> seen().inactive);
        assertThat(seen().lines).containsExactly("login p1", "held");
    }

    @Test
    void serverClosesWhileItsAnswerIsDelayed_clientGetsThatFirst() throws IOException {
        ArmedRule rule = arm("x: netty.outbound[handler=encoder,player=p1] latency 300ms");
        long start = System.nanoTime();
        seen().channel.eventLoop().execute(() -> {
            seen().channel.writeAndFlush("kicked\n");
            seen().channel.close();
        });

        assertThat(one.read()).isEqualTo("kicked");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(one.read()).isNull();
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void serverClosesWhileItsAnswerIsHeld_thatIsLost() throws IOException {
        ArmedRule rule = arm("x: netty.outbound[handler=encoder,player=p1] hold");
        seen().channel.writeAndFlush("kicked\n").addListener(sent -> {
            if (!sent.isSuccess()) {
                seen().failedWrites.add(sent.cause());
            }
        });
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);

        seen().channel.close().syncUninterruptibly();

        assertThat(one.read()).isNull();
        await().atMost(PATIENCE).until(() -> seen().failedWrites.size() == 1);
        // Counted right behind.
        await().atMost(PATIENCE).until(() -> rule.counters().cancelled() == 1);
        assertThat(rule.counters().done()).isZero();
    }

    /** It has closed the connection, and wants nothing of it any more. */
    @Test
    void serverClosesWhileAMessageIsHeld_itNeverComes() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[handler=game,player=p1] hold");
        one.send("too late");
        await().atMost(PATIENCE).until(() -> rule.counters().injected() == 1);

        seen().channel.close().syncUninterruptibly();

        await().atMost(PATIENCE).until(() -> seen().inactive);
        assertThat(seen().lines).containsExactly("login p1");
        assertThat(rule.counters().cancelled()).isEqualTo(1);
    }
}
