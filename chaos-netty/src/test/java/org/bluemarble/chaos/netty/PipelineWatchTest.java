package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Map;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.Test;

/** What the agent's options about channels do there. */
class PipelineWatchTest {

    @Test
    void whatMayBeHeld_isAsTheOptionSays() {
        PipelineWatch watch = new PipelineWatch(Map.of("netty-hold-at-most", "2000+65536"));
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        watch.enter(channel.pipeline(), null);
        try (ArmedRule rule = Chaos.global().arm("held-by-option: netty.read black-hole")) {
            channel.runPendingTasks();
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[1000]));
            assertThat(channel.config().isAutoRead()).isTrue();
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[1000]));
            assertThat(channel.config().isAutoRead()).isFalse();

            rule.disarm();
            channel.runPendingTasks();

            assertThat(channel.config().isAutoRead()).isTrue();
            assertThat(channel.inboundMessages()).hasSize(2);
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}
