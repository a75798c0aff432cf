package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.AttributeKey;
import java.lang.reflect.Method;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.jspecify.annotations.Nullable;

/** How faults get into pipelines: in code, or by the agent, which the code under test knows nothing of. */
final class Way implements AutoCloseable {

    private final Chaos chaos;
    private final @Nullable ChaosNetty netty;

    private Way(Chaos chaos, @Nullable ChaosNetty netty) {
        this.chaos = chaos;
        this.netty = netty;
    }

    /** By handlers of ours that the server puts in. */
    static Way library(ChaosNetty netty) {
        return new Way(netty.engine(), netty);
    }

    /** By the agent that this JVM was started with. */
    static Way agent() {
        return new Way(Chaos.global(), null);
    }

    Chaos chaos() {
        return chaos;
    }

    ArmedRule arm(String line) {
        return chaos.arm(line);
    }

    /** What a server puts where {@link ChaosNetty#handler()} belongs: with the agent, nothing. */
    ChannelHandler handler() {
        if (netty != null) {
            return netty.handler();
        }
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                // The agent sees it all the same.
            }
        };
    }

    /** How much is held, over all channels. */
    long heldBytes() {
        return netty == null ? heldByTheAgent() : netty.heldBytes();
    }

    /** The agent's classes are not ours, though they are called the same; each channel that it watches leads to them. */
    private static long heldByTheAgent() {
        EmbeddedChannel channel = new EmbeddedChannel();
        try {
            Object wire =
                    channel.attr(AttributeKey.valueOf(Wire.class.getName())).get();
            Method watching = wire.getClass().getDeclaredMethod("netty");
            watching.setAccessible(true);
            Object theirs = watching.invoke(wire);
            return (long) theirs.getClass().getMethod("heldBytes").invoke(theirs);
        } catch (ReflectiveOperationException otherClasses) {
            throw new IllegalStateException("what the agent holds is kept elsewhere", otherClasses);
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    /** Ends every rule. */
    @Override
    public void close() {
        if (netty == null) {
            chaos.disarmAll();
        } else {
            chaos.close();
        }
    }
}
