package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * What the agent's code in Netty's own pipelines does: it has every channel watched that passes there. The agent makes one
 * for each copy of Netty in the JVM, beside that copy, and sees it as a {@link CallHandler}. Thread-safe.
 */
public final class PipelineWatch implements CallHandler {

    /** The setting that names the channel attribute with a channel's player. */
    public static final String PLAYER = "netty-player";

    /** The setting that names the channel attribute with a channel's session. */
    public static final String SESSION = "netty-session";

    private final ChaosNetty netty;

    /**
     * Watches channels for the global engine.
     *
     * @param settings by {@link #PLAYER} and {@link #SESSION}; what is missing is as in {@link ChaosNetty}
     */
    public PipelineWatch(Map<String, String> settings) {
        ChaosNetty.Builder builder = ChaosNetty.with(Chaos.global());
        if (settings.containsKey(PLAYER)) {
            builder.playerFrom(attribute(Objects.requireNonNull(settings.get(PLAYER))));
        }
        if (settings.containsKey(SESSION)) {
            builder.sessionFrom(attribute(Objects.requireNonNull(settings.get(SESSION))));
        }
        netty = builder.build();
    }

    /** The attribute's value in words, whatever its type is. */
    private static Function<Channel, @Nullable String> attribute(String name) {
        AttributeKey<Object> key = AttributeKey.valueOf(name);
        return channel -> {
            Object value = channel.hasAttr(key) ? channel.attr(key).get() : null;
            return value == null ? null : value.toString();
        };
    }

    @Override
    public @Nullable OpenCall enter(@Nullable Object self, @Nullable Object argument) {
        if (self instanceof ChannelPipeline pipeline) {
            netty.watch(pipeline.channel());
        } else if (self instanceof ChannelHandlerContext context) {
            netty.watch(context.channel());
        }
        return null;
    }
}
