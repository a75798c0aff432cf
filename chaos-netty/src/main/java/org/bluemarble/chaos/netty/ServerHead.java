package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import java.net.SocketAddress;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/** At the head of a server channel's pipeline: the connections that it accepts. */
final class ServerHead extends HeadHandler {

    private final Accepting accepting = new Accepting();

    ServerHead(Wire wire) {
        super(wire);
    }

    @Override
    void passConnection() {
        // A server channel is none.
    }

    @Override
    boolean mayMove() {
        return accepting.lane().isEmpty();
    }

    @Override
    void release() {
        accepting.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof Channel child)) {
            passOn(message);
            return;
        }
        Endpoint remote = Endpoint.of(child.remoteAddress());
        if (isAway(remote.host())) {
            accepting.dispose(child);
            return;
        }
        Injection injection =
                NettyPoints.ACCEPT.decide(call().of(Long.MIN_VALUE).with(remote));
        accepting.come(child, null, injection);
    }

    private boolean isAway(@Nullable String host) {
        SocketAddress server = wire().channel().localAddress();
        return host != null && server != null && wire().netty().away().refuses(server, host);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        accepting.lose();
        super.channelInactive(ctx);
    }

    /** Accepted connections, in the order in which they came. */
    private final class Accepting extends Route {
        Accepting() {
            super(ServerHead.this.wire());
        }

        @Override
        Lane newLane() {
            return new Lane(wire().channel().eventLoop(), new Lane.Bank() {
                @Override
                public void heldChanged(long bytes) {
                    // They are no bytes; the kernel's own queue pushes back.
                }

                @Override
                public void leftLate() {
                    flush();
                }
            });
        }

        @Override
        void pass(Object message, @Nullable ChannelPromise promise) {
            passOn(message);
        }

        /** It is registered with no loop yet, so it is closed as Netty closes one that no handler wants. */
        @Override
        void dispose(Object message) {
            if (message instanceof Channel child) {
                child.config().setOption(ChannelOption.SO_LINGER, 0);
                child.unsafe().closeForcibly();
            }
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
}
