package org.bluemarble.sample.game.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleStateEvent;
import org.bluemarble.sample.game.protocol.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop's end of a connection: hands requests to the world, and closes what cannot be trusted. */
final class ConnectionHandler extends SimpleChannelInboundHandler<Request> {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

    private final World world;
    private final ServerMetrics metrics;
    private final Session session;

    ConnectionHandler(World world, ServerMetrics metrics, Session session) {
        super(Request.class);
        this.world = world;
        this.metrics = metrics;
        this.session = session;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Request request) {
        world.receive(session, request);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        world.left(session);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            session.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof DecoderException) {
            metrics.frameWasMalformed();
            LOG.info("closing {}: {}", ctx.channel().remoteAddress(), cause.getMessage());
        } else {
            LOG.debug("closing {}", ctx.channel().remoteAddress(), cause);
        }
        session.close();
    }
}
