package org.bluemarble.chaos.bench;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Delays what comes by sleeping on the event loop, as tools do that know nothing of Netty: for comparison. */
@Sharable
final class SleepingHandler extends ChannelInboundHandlerAdapter {

    private final AttributeKey<String> player;
    private volatile @Nullable Setting setting;

    private record Setting(String player, long millis, long jitterMillis) {}

    SleepingHandler(AttributeKey<String> player) {
        this.player = player;
    }

    /** Takes whose messages are slept for ({@code *} for all), milliseconds, and how many more or less. */
    void sleep(String words) {
        String[] parts = words.split(" ", -1);
        setting = new Setting(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    void stop() {
        setting = null;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws InterruptedException {
        Setting now = setting;
        if (now != null
                && (now.player.equals("*")
                        || now.player.equals(ctx.channel().attr(player).get()))) {
            TimeUnit.MILLISECONDS.sleep(
                    now.millis + ThreadLocalRandom.current().nextLong(-now.jitterMillis, now.jitterMillis + 1));
        }
        ctx.fireChannelRead(message);
    }
}
