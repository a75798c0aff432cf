package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A channel without a socket, watched, as a game server's own unit tests have one: its time stands until the test advances it,
 * so what comes when is exact.
 */
abstract class FrozenChannel {

    private final long problems = InternalProblems.count();
    private final Chaos chaos =
            Chaos.builder("embedded").ceiling(Ceiling.DEFAULT.allowing("hang")).build();
    final ChaosNetty netty =
            ChaosNetty.with(chaos).replacement("another", message -> "another").build();
    final Handler game = new Handler();
    final EmbeddedChannel channel = new EmbeddedChannel();
    private final StringBuilder sent = new StringBuilder();

    @BeforeEach
    void watch() {
        channel.pipeline().addLast("game", game);
        channel.freezeTime();
        netty.watch(channel);
    }

    @AfterEach
    void close() {
        chaos.close();
        channel.finishAndReleaseAll();
        assertThat(netty.heldBytes()).isZero();
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    final ArmedRule arm(String line) {
        ArmedRule rule = chaos.arm(line);
        channel.runPendingTasks();
        return rule;
    }

    final void disarm(ArmedRule rule) {
        rule.disarm();
        channel.runPendingTasks();
    }

    static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    final ChannelFuture write(Object message) {
        return channel.writeAndFlush(message instanceof String text ? bytes(text) : message);
    }

    final void read(String... texts) {
        for (String text : texts) {
            channel.writeOneInbound(bytes(text));
        }
        if (channel.isOpen()) {
            channel.flushInbound();
        }
    }

    final void advance(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** {@return everything that went to the socket so far} */
    final String sent() {
        for (Object one = channel.readOutbound(); one != null; one = channel.readOutbound()) {
            sent.append(one instanceof ByteBuf buffer ? buffer.toString(StandardCharsets.ISO_8859_1) : one);
            ReferenceCountUtil.release(one);
        }
        return sent.toString();
    }

    final String came() {
        return game.came.toString();
    }

    /** The game server's own handler. */
    static final class Handler extends ChannelInboundHandlerAdapter {
        private final StringBuilder came = new StringBuilder();
        final List<Throwable> failures = new ArrayList<>();
        int messages;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            messages++;
            came.append(message instanceof ByteBuf buffer ? buffer.toString(StandardCharsets.ISO_8859_1) : message);
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            failures.add(cause);
        }
    }
}
