package org.bluemarble.chaos.netty;

import io.netty.channel.AddressedEnvelope;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.net.SocketAddress;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.jspecify.annotations.Nullable;

/** At the head of a datagram channel's pipeline: its datagrams in both directions. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class DatagramHead extends HeadHandler {

    private final Route received = new Received();
    private final Route sent = new Sent();

    DatagramHead(Wire wire) {
        super(wire);
    }

    @Override
    void passConnection() {
        // Datagrams have none.
    }

    @Override
    boolean mayMove() {
        return received.lane().isEmpty() && sent.lane().isEmpty();
    }

    @Override
    void release() {
        received.release();
        sent.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        wire().followHandlers();
        disturb(NettyPoints.RECEIVE, received, message, null, sender(message));
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        disturb(NettyPoints.SEND, sent, message, promise, recipient(message));
    }

    private void disturb(
            InjectionPoint point,
            Route route,
            Object message,
            @Nullable ChannelPromise promise,
            @Nullable SocketAddress other) {
        int size = StreamDirection.sizeOf(message);
        WireCall asked = call().of(size);
        if (other != null) {
            asked.with(Endpoint.of(other));
        }
        Injection injection = point.decide(asked);
        if (wire().netty().memory().isFull(route.lane().heldBytes())) {
            // As in a full socket buffer: who sent it is not told.
            new Parcel(route, message, promise, size).swallow();
            if (injection != null) {
                injection.cancelled();
            }
            return;
        }
        route.come(message, promise, injection);
    }

    private static @Nullable SocketAddress sender(Object message) {
        return message instanceof AddressedEnvelope<?, ?> envelope ? envelope.sender() : null;
    }

    private static @Nullable SocketAddress recipient(Object message) {
        return message instanceof AddressedEnvelope<?, ?> envelope ? envelope.recipient() : null;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        received.lose();
        sent.lose();
        super.channelInactive(ctx);
    }

    /** A datagram that finds its socket's buffer full is lost: so nothing pushes back. */
    private abstract class DatagramRoute extends Route {
        DatagramRoute() {
            super(DatagramHead.this.wire());
        }

        @Override
        final Lane newLane() {
            return new Lane(wire().channel().eventLoop(), new Lane.Bank() {
                @Override
                public void heldChanged(long bytes) {
                    wire().netty().memory().changed(bytes);
                }

                @Override
                public void leftLate() {
                    flush();
                }
            });
        }
    }

    private final class Received extends DatagramRoute {
        @Override
        void pass(Object message, @Nullable ChannelPromise promise) {
            passOn(message);
        }

        @Override
        void passFailure(Throwable cause) {
            passOn(cause);
        }

        @Override
        void flush() {
            readComplete();
        }
    }

    private final class Sent extends DatagramRoute {
        @Override
        void pass(Object message, @Nullable ChannelPromise promise) {
            context().write(message, promise == null ? context().newPromise() : promise);
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
