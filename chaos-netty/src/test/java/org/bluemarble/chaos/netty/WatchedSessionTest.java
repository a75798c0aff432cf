package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosContext;
import org.junit.jupiter.api.Test;

/** The session, read from the attribute that the agent's option names, whatever type its value has. */
class WatchedSessionTest {

    private static final AttributeKey<Object> SESSION = AttributeKey.valueOf("watched.session");

    private final List<String> seen = new ArrayList<>();

    private EmbeddedChannel channel(PipelineWatch watch) {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                seen.add(message + " in " + ChaosContext.current().session());
            }
        });
        watch.enter(channel.pipeline(), null);
        return channel;
    }

    @Test
    void attributeIsNamed_ruleMeansThatSessionAndHandlersRunInIt() {
        PipelineWatch watch = new PipelineWatch(Map.of("netty-session", "watched.session"));
        EmbeddedChannel one = channel(watch);
        EmbeddedChannel two = channel(watch);
        try (ArmedRule rule = Chaos.global().arm("watched-session: netty.inbound[session=17] drop nth=2")) {
            one.runPendingTasks();
            two.runPendingTasks();
            one.writeInbound("before the login");
            one.attr(SESSION).set(17);
            two.attr(SESSION).set("another");

            for (String text : List.of("a", "b", "c")) {
                one.writeInbound(text);
                two.writeInbound(text);
            }

            assertThat(seen)
                    .containsExactly(
                            "before the login in null",
                            "a in 17",
                            "a in another",
                            "b in another",
                            "c in 17",
                            "c in another");
            assertThat(rule.counters().selected()).isEqualTo(3);
            assertThat(rule.counters().done()).isEqualTo(1);
        } finally {
            one.finishAndReleaseAll();
            two.finishAndReleaseAll();
        }
    }
}
