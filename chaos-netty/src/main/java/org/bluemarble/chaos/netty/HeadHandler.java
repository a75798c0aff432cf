package org.bluemarble.chaos.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.Objects;
import java.util.function.Consumer;
import org.bluemarble.chaos.ChaosContext;
import org.jspecify.annotations.Nullable;

/**
 * The handler of ours at the head of a pipeline, next to the socket, while rules need it. It makes the channel's player the
 * current one while the channel's other handlers run.
 */
abstract class HeadHandler extends ChannelDuplexHandler {

    private final Wire wire;
    private final WireCall call;
    private @Nullable ChannelHandlerContext context;
    private boolean moves;

    HeadHandler(Wire wire) {
        this.wire = wire;
        this.call = new WireCall(wire);
    }

    final Wire wire() {
        return wire;
    }

    final WireCall call() {
        return call;
    }

    final ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "the handler is in no pipeline");
    }

    /** Put in again in front of others, with all that it holds. */
    @Override
    public final boolean isSharable() {
        return true;
    }

    /** A living connection passes its point. */
    abstract void passConnection();

    /** Breaks the connection from this side: what still waits to come in does not come any more. */
    void breakConnection(boolean reset) {
        if (reset) {
            Breaking.reset(wire.channel());
        } else {
            Breaking.close(wire.channel());
        }
    }

    /** Lets everything go that waits, in order. */
    abstract void release();

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (!moves) {
            wire.headIsGone();
            release();
        }
    }

    /** Whether nothing waits, which was seen where the handler stands now. */
    abstract boolean mayMove();

    /** The game server put a handler between us and the socket, such as one for TLS. */
    final void moveToFront() {
        moves = true;
        try {
            context().pipeline().remove(this);
            context().pipeline().addFirst(Wire.HEAD, this);
        } finally {
            moves = false;
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // The game server has put its handlers in by now.
        wire.followExecutors();
        passConnection();
        inContext(ChannelHandlerContext::fireChannelActive);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        inContext(ChannelHandlerContext::fireChannelInactive);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        inContext(ChannelHandlerContext::fireChannelWritabilityChanged);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        passOn(cause);
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (wire.reading().mayRead()) {
            ctx.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        inContext(one -> one.fireUserEventTriggered(event));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        readComplete();
        wire.followPipeline();
    }

    final void readComplete() {
        inContext(ChannelHandlerContext::fireChannelReadComplete);
    }

    /** Hands a message to the handlers behind this one. */
    final void passOn(Object message) {
        ChaosContext.Scope scope = wire.enter();
        try {
            context().fireChannelRead(message);
        } finally {
            leave(scope);
        }
    }

    final void passOn(Throwable cause) {
        inContext(one -> one.fireExceptionCaught(cause));
    }

    final void inContext(Consumer<ChannelHandlerContext> step) {
        wire.inContext(context(), step);
    }

    private static void leave(ChaosContext.@Nullable Scope scope) {
        if (scope != null) {
            scope.closeAll();
        }
    }
}
