package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * What the agent's code in Netty's own pipelines does: it has every channel watched that passes there. The agent makes one
 * for each copy of Netty in the JVM, beside that copy, and sees it as a {@link CallHandler}. Thread-safe.
 */
public final class PipelineWatch implements CallHandler {

    private final ChaosNetty netty;
    private final Neighbours neighbours;

    /**
     * Watches channels for the global engine.
     *
     * @param settings by {@link ChannelSettings#KEYS}; what is missing is as in {@link ChaosNetty}
     * @throws ChaosConfigurationException if a setting is wrong
     */
    public PipelineWatch(Map<String, String> settings) {
        Map<String, Word> words = new LinkedHashMap<>();
        settings.forEach((key, text) -> words.put(key, new Word(text, key, null)));
        Findings findings = new Findings();
        ChannelSettings read = ChannelSettings.of(words, findings);
        findings.throwIfAny("settings");
        netty = build(read);
        neighbours = new Neighbours(netty::watch);
    }

    private static ChaosNetty build(ChannelSettings read) {
        ChaosNetty.Builder builder = ChaosNetty.with(Chaos.global())
                .groups(read.groups())
                .holdAtMost(read.held().byEach(), read.held().byAll());
        if (read.player() != null) {
            builder.playerFrom(attribute(read.player()));
        }
        if (read.session() != null) {
            builder.sessionFrom(attribute(read.session()));
        }
        if (!read.opcodes().isEmpty()) {
            builder.opcodeFrom(TextSources.opcodes(read.opcodes()));
        }
        read.replacements().forEach((name, bytes) -> builder.replacement(name, TextSources.replacement(bytes)));
        return builder.build();
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
            find(pipeline.channel());
        } else if (self instanceof ChannelHandlerContext context) {
            find(context.channel());
        }
        return null;
    }

    private void find(Channel channel) {
        if (!netty.find(channel)) {
            return;
        }
        neighbours.of(channel);
        if (channel.parent() != null) {
            find(channel.parent());
        }
    }
}
