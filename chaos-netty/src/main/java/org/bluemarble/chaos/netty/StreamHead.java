package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.net.SocketAddress;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Injection;

/** At the head of a connection's pipeline: its bytes in both directions, its beginning and its end. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class StreamHead extends HeadHandler {

    private final Inbound inbound = new Inbound(this);
    private final Outbound outbound = new Outbound(this);
    private final ConnectionEffect effect = new ConnectionEffect(this);
    private final WireCall passing;

    StreamHead(Wire wire) {
        super(wire);
        this.passing = new WireCall(wire) {
            /** A connection that passes again, while the fault of a rule lasts on it, is not counted again by that rule. */
            @Override
            public boolean isNewTo(ArmedRule rule) {
                return !effect.lasts(rule);
            }
        };
    }

    Inbound inbound() {
        return inbound;
    }

    Outbound outbound() {
        return outbound;
    }

    @Override
    void passConnection() {
        Injection injection = NettyPoints.CONNECTION.isArmed() ? NettyPoints.CONNECTION.decide(passing) : null;
        if (injection != null) {
            effect.begin(injection);
        }
    }

    @Override
    void breakConnection(boolean reset) {
        wire().end().comesFromHere();
        super.breakConnection(reset);
    }

    @Override
    boolean mayMove() {
        return inbound.isEmpty() && outbound.isEmpty();
    }

    @Override
    void release() {
        effect.end();
        inbound.spareBreak();
        outbound.spareBreak();
        inbound.lane().empty();
        outbound.lane().empty();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        wire().followHandlers();
        if (message instanceof ByteBuf bytes) {
            inbound.arrived(bytes, NettyPoints.READ.decide(call().of(bytes.readableBytes())));
        } else {
            passOn(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        outbound.written(message, promise, NettyPoints.WRITE.decide(call().of(StreamDirection.sizeOf(message))));
    }

    @Override
    public void connect(ChannelHandlerContext ctx, SocketAddress remote, SocketAddress local, ChannelPromise promise) {
        Injection injection =
                NettyPoints.CONNECT.decide(call().of(Long.MIN_VALUE).with(Endpoint.of(remote)));
        if (injection == null) {
            ctx.connect(remote, local, promise);
        } else {
            new Connecting(this, remote, local, promise, injection).begin();
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        wire().end().comesFromHere();
        Injection injection = NettyPoints.CLOSE.decide(call().of(Long.MIN_VALUE));
        if (injection == null && (outbound.isEmpty() || outbound.lane().isBlocked())) {
            ctx.close(promise);
            return;
        }
        outbound.lane().enter(new Closing(ctx, promise, injection));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!inbound.takeEnd(event)) {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        inbound.spareBreak();
        outbound.spareBreak();
        outbound.lane().lose();
        if (wire().end().isFromHere()) {
            inbound.lane().lose();
        } else {
            inbound.lane().empty();
        }
        super.channelInactive(ctx);
    }
}
