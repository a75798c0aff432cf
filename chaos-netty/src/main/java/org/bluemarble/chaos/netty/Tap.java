package org.bluemarble.chaos.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.jspecify.annotations.Nullable;

/** The handler of ours between two others, while rules about messages are armed. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class Tap extends ChannelDuplexHandler {

    private final Wire wire;
    private final Inbound inbound;
    private final Outbound outbound;
    private @Nullable ChannelHandlerContext context;

    Tap(Wire wire) {
        this.wire = wire;
        this.inbound = new Inbound();
        this.outbound = new Outbound();
    }

    /** Says between which handlers it stands; null for the pipeline's own ends. */
    void standBetween(
            @Nullable String before,
            @Nullable Class<?> beforeType,
            @Nullable String behind,
            @Nullable Class<?> behindType) {
        outbound.call.comesTo(before, beforeType);
        inbound.call.comesTo(behind, behindType);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        inbound.release();
        outbound.release();
        wire.tapIsGone(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        inbound.comes(message, null);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        outbound.comes(message, promise);
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        outbound.close(ctx, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (wire.end().isFromHere()) {
            inbound.lose();
        } else {
            inbound.release();
        }
        outbound.lose();
        ctx.fireChannelInactive();
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "the handler is in no pipeline");
    }

    /** One direction of the place. */
    private abstract class Way extends Route {

        final MessageCall call;
        private final InjectionPoint point;
        private final Met met;

        /**
         * Messages that rules met here first, and how many times each is here: what was noted of them is forgotten when they
         * have gone on from here, the last of them if one object was duplicated and stands for all.
         */
        private final IdentityHashMap<Object, Integer> metHere = new IdentityHashMap<>();

        Way(InjectionPoint point, Met met) {
            super(Tap.this.wire);
            this.point = point;
            this.met = met;
            this.call = new MessageCall(Tap.this.wire, met);
        }

        final void comes(Object message, @Nullable ChannelPromise promise) {
            Injection injection = point.isArmed() ? decide(message) : null;
            come(message, promise, injection);
        }

        private @Nullable Injection decide(Object message) {
            Injection injection = point.decide(call.of(message));
            if (call.forget()) {
                metHere.put(message, 1);
            }
            return injection;
        }

        @Override
        final void pass(Object message, @Nullable ChannelPromise promise) {
            ChaosContext.Scope scope = context().executor() == wire().channel().eventLoop() ? null : wire().enter();
            try {
                go(message, promise);
            } finally {
                if (scope != null) {
                    scope.closeAll();
                }
                gone(message);
            }
        }

        @Override
        final void continuedBy(Object message, Object other) {
            met.continuedBy(message, other);
            if (metHere.containsKey(message)) {
                metHere.merge(other, 1, Integer::sum);
            }
        }

        @Override
        final void gone(Object message) {
            // Looking for an object by its identity costs, and nearly always there is none to be found.
            if (!metHere.isEmpty()
                    && metHere.containsKey(message)
                    && metHere.computeIfPresent(message, (same, times) -> times == 1 ? null : times - 1) == null) {
                met.forget(message);
            }
        }

        abstract void go(Object message, @Nullable ChannelPromise promise);

        /** More waits here, or less. */
        abstract void held();

        /** Something that had waited here has left. */
        abstract void left();

        @Override
        final Lane newLane() {
            return new Lane(context().executor(), new Lane.Bank() {
                @Override
                public void heldChanged(long bytes) {
                    wire().netty().memory().changed(bytes);
                    held();
                }

                @Override
                public void leftLate() {
                    flush();
                    left();
                }
            });
        }
    }

    private final class Inbound extends Way {
        private boolean holdsTheEnd;

        Inbound() {
            super(NettyPoints.INBOUND, wire.metInbound());
        }

        @Override
        void go(Object message, @Nullable ChannelPromise promise) {
            context().fireChannelRead(message);
        }

        @Override
        void held() {
            wire().reading().held(lane());
            holdTheEnd(true);
        }

        @Override
        void left() {
            wire().reading().left(lane());
            // Not before: what is taken off the lane is still to arrive.
            holdTheEnd(!hasNoneWaiting());
        }

        private void holdTheEnd(boolean holds) {
            if (holdsTheEnd != holds) {
                holdsTheEnd = holds;
                wire().end().standBehind(this, holds);
            }
        }

        @Override
        void passFailure(Throwable cause) {
            context().fireExceptionCaught(cause);
        }

        @Override
        void flush() {
            context().fireChannelReadComplete();
        }
    }

    private final class Outbound extends Way {
        Outbound() {
            super(NettyPoints.OUTBOUND, wire.metOutbound());
        }

        @Override
        void go(Object message, @Nullable ChannelPromise promise) {
            context().write(message, promise == null ? context().newPromise() : promise);
        }

        @Override
        void held() {
            wire().writability().held(lane());
        }

        @Override
        void left() {
            // Writability follows the bytes that are held, and no end waits for what goes out.
        }

        @Override
        void passFailure(Throwable cause) {
            throw new IllegalStateException("a write without a promise failed", cause);
        }

        @Override
        void flush() {
            context().flush();
        }
    }
}
