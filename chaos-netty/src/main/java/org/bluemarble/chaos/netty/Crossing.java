package org.bluemarble.chaos.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * The handler of ours in front of the game server's handlers on an executor of their own, while rules are armed: the
 * context in which the head runs belongs to the loop's thread, so here it is entered anew.
 */
final class Crossing extends ChannelInboundHandlerAdapter {

    private final Wire wire;

    Crossing(Wire wire) {
        this.wire = wire;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        wire.inContext(ctx, ChannelHandlerContext::fireChannelActive);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        wire.inContext(ctx, ChannelHandlerContext::fireChannelInactive);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        wire.inContext(ctx, one -> one.fireChannelRead(message));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        wire.inContext(ctx, ChannelHandlerContext::fireChannelReadComplete);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        wire.inContext(ctx, one -> one.fireUserEventTriggered(event));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        wire.inContext(ctx, ChannelHandlerContext::fireChannelWritabilityChanged);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        wire.inContext(ctx, one -> one.fireExceptionCaught(cause));
    }
}
