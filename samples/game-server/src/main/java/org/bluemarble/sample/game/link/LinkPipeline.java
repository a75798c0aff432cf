package org.bluemarble.sample.game.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import org.bluemarble.sample.game.link.LinkControl.Heartbeat;
import org.bluemarble.sample.game.protocol.Framing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handlers of either end of a link, in front of the one that does something. */
final class LinkPipeline {
    /** The name of the handler that does something, at both ends. */
    static final String LINK = "shard-link";

    private static final Logger LOG = LoggerFactory.getLogger(LinkPipeline.class);
    /** Six of these fit into the silence that is taken for death: one late beat is no reason. */
    private static final long BEAT_MILLIS = 500;

    private static final long DEAD_MILLIS = 3_000;

    private LinkPipeline() {}

    static void fill(Channel channel, ChannelHandler link) {
        ChannelPipeline pipeline = channel.pipeline();
        Framing.appendTo(pipeline);
        pipeline.addLast("codec", LinkCodec.INSTANCE);
        pipeline.addLast("idle", new IdleStateHandler(DEAD_MILLIS, BEAT_MILLIS, 0, TimeUnit.MILLISECONDS));
        pipeline.addLast("heartbeats", new Heartbeats());
        pipeline.addLast(LINK, link);
    }

    /** Beats while there is nothing to say, and closes a line that has gone silent: its other end may never tell us. */
    @SuppressWarnings("FutureReturnValueIgnored") // Closing cannot fail in a way that anybody could act on.
    private static final class Heartbeats extends ChannelDuplexHandler {
        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (!(event instanceof IdleStateEvent idle)) {
                ctx.fireUserEventTriggered(event);
            } else if (idle.state() == IdleState.WRITER_IDLE) {
                ctx.writeAndFlush(new Heartbeat()).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            } else {
                LOG.info(
                        "nothing came from {} for {} ms, closing", ctx.channel().remoteAddress(), DEAD_MILLIS);
                ctx.close();
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (!(message instanceof Heartbeat)) {
                ctx.fireChannelRead(message);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.info("closing {}: {}", ctx.channel().remoteAddress(), cause.toString());
            ctx.close();
        }
    }
}
