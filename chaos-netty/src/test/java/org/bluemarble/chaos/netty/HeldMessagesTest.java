package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a connection when more decoded messages wait than may be held: it pushes back as with bytes. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class HeldMessagesTest extends TwoPlayers {

    private static final int LINES = 30_000;

    HeldMessagesTest(Stack stack) {
        super(stack, "held-messages", settings -> settings.holdAtMost(64 * 1024, 1 << 30));
    }

    private Channel channel() {
        return server.seen(one).channel;
    }

    private ArmedRule arm(String line) {
        ArmedRule rule = chaos.arm(line);
        await().atMost(PATIENCE)
                .until(() ->
                        channel().pipeline().names().stream().anyMatch(name -> name.startsWith(Wire.HEAD + "-tap-")));
        return rule;
    }

    private static String line(int number) {
        return String.format("%07d", number);
    }

    private CompletableFuture<Void> flood(int lines) {
        return CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < lines; i++) {
                    one.send(line(i));
                }
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    @Test
    void floodOfSmallMessagesIsHeld_readingPausesAndNothingIsLost() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[handler=game,player=p1] hold");
        CompletableFuture<Void> flood = flood(LINES);
        await("reading to pause")
                .atMost(PATIENCE)
                .until(() -> !channel().config().isAutoRead());
        for (int i = 0; i < 20; i++) {
            assertThat(two.ask("meanwhile " + i)).isEqualTo("meanwhile " + i);
        }
        assertThat(netty.heldBytes()).isBetween(64L * 1024, (long) LINES * HeldSize.OF_EACH - 1);
        assertThat(server.seen(one).lines).containsExactly("login p1");
        assertThat(channel().config().isAutoRead()).isFalse();

        rule.disarm();

        for (int i = 0; i < LINES; i++) {
            assertThat(one.read()).isEqualTo(line(i));
        }
        flood.join();
        await("reading as before")
                .atMost(PATIENCE)
                .until(() -> channel().config().isAutoRead());
        assertThat(one.ask("once more")).isEqualTo("once more");
    }

    @Test
    void answersAreHeld_channelIsNotWritableUntilTheyGo() throws IOException {
        ArmedRule rule = arm("x: netty.outbound[handler=encoder,player=p1] hold");
        CompletableFuture<Void> flood = flood(1_000);
        await("too much to wait").atMost(PATIENCE).until(() -> !channel().isWritable());
        assertThat(server.seen(two).channel.isWritable()).isTrue();
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");
        flood.join();

        rule.disarm();

        for (int i = 0; i < 1_000; i++) {
            assertThat(one.read()).isEqualTo(line(i));
        }
        await("as before").atMost(PATIENCE).until(() -> channel().isWritable());
        assertThat(server.seen(one).failedWrites).isEmpty();
    }

    @Test
    void messagePutAsideForOthersToOvertake_pushesBackAsWell() throws IOException {
        ArmedRule rule = arm("x: netty.inbound[handler=decoder,player=p1] reorder behind=1000 within=1m");
        String large = "x".repeat(100_000);
        one.send(large);
        await("reading to pause")
                .atMost(PATIENCE)
                .until(() -> !channel().config().isAutoRead());
        assertThat(netty.heldBytes()).isGreaterThan(100_000);
        one.send("behind it");
        assertThat(two.ask("meanwhile")).isEqualTo("meanwhile");

        rule.disarm();

        assertThat(List.of(one.read(), one.read())).containsExactlyInAnyOrder(large, "behind it");
        await("reading as before")
                .atMost(PATIENCE)
                .until(() -> channel().config().isAutoRead());
    }
}
