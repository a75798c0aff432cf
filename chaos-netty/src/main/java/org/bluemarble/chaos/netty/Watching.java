package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;

/** Has a channel watched, and where it is a server's, every connection that it accepts. */
@Sharable
final class Watching extends ChannelInboundHandlerAdapter {

    private final ChaosNetty netty;

    Watching(ChaosNetty netty) {
        this.netty = netty;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        netty.watch(ctx.channel());
        if (!(ctx.channel() instanceof ServerChannel)) {
            // It has done all there is to do.
            ctx.pipeline().remove(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Channel child) {
            netty.watch(child);
        }
        ctx.fireChannelRead(message);
    }
}
