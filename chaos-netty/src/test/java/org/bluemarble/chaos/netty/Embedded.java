package org.bluemarble.chaos.netty;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;

/** A channel without a socket, watched, whose loop turns when the test says so. */
final class Embedded implements AutoCloseable {

    private final EmbeddedChannel channel;

    Embedded(ChaosNetty netty, ChannelHandler... handlers) {
        channel = new EmbeddedChannel(handlers);
        netty.watch(channel);
    }

    EmbeddedChannel channel() {
        return channel;
    }

    ArmedRule arm(Chaos chaos, String line) {
        ArmedRule rule = chaos.arm(line);
        turn();
        return rule;
    }

    /** Has the loop do what it has to do by now. */
    void turn() {
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** Turns the loop until something is so. */
    void turnUntil(String what, Callable<Boolean> so) {
        await(what)
                .atMost(Duration.ofSeconds(Integer.getInteger("patience", 60)))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    turn();
                    return so.call();
                });
    }

    /** {@return everything that went to the socket, in order, as text} */
    String sent() {
        return text(true);
    }

    /** {@return every message that came through the pipeline, in order, as text} */
    String received() {
        return text(false);
    }

    private String text(boolean outbound) {
        StringBuilder text = new StringBuilder();
        for (Object one = next(outbound); one != null; one = next(outbound)) {
            text.append(one instanceof ByteBuf bytes ? bytes.toString(StandardCharsets.ISO_8859_1) : one);
            ReferenceCountUtil.release(one);
        }
        return text.toString();
    }

    private Object next(boolean outbound) {
        return outbound ? channel.readOutbound() : channel.readInbound();
    }

    /** Closes the channel as the game server does, through its pipeline. */
    ChannelFuture closeAsTheServer() {
        return channel.pipeline().close();
    }

    @Override
    public void close() {
        // As the transport does it: a close of its own would cancel what is scheduled, which no real loop does.
        channel.unsafe().close(channel.voidPromise());
        turn();
        channel.releaseOutbound();
        channel.releaseInbound();
    }
}
