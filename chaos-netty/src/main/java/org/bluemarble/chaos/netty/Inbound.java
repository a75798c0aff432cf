package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.nio.channels.ClosedChannelException;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/**
 * What comes from the socket. While something is held, the end of the stream stands in the same lane: Netty is asked to
 * tell it and not to close the channel by itself, because a closed channel's handlers would be gone before their bytes came.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the end of what is thrown away.
final class Inbound extends StreamDirection {

    /** What the game server had said of the other side's end; null while we have not changed it. */
    private @Nullable Boolean halfClosureWas;

    Inbound(HeadHandler head) {
        super(head);
    }

    /** Bytes have arrived. */
    void arrived(ByteBuf bytes, @Nullable Injection injection) {
        if (injection == null && isFree()) {
            head().passOn(bytes);
        } else {
            new Bytes(bytes).enter(injection);
        }
    }

    /** Netty tells the end of the stream; true if that was taken from it, to be told when the bytes before it have come. */
    boolean takeEnd(Object event) {
        if (halfClosureWas == null || !event.getClass().getSimpleName().startsWith("ChannelInputShutdown")) {
            return false;
        }
        if (halfClosureWas || event instanceof ChannelInputShutdownEvent) {
            lane().enter(new End(event));
        }
        return true;
    }

    @Override
    public void heldChanged(long bytes) {
        // Also for what takes no memory: the end of the stream stands behind it all the same.
        wire().netty().memory().changed(bytes);
        wire().reading().held(lane());
        holdTheEnd();
    }

    @Override
    public void leftLate() {
        head().readComplete();
        wire().reading().left(lane());
        holdTheEnd();
    }

    /**
     * Has the transport look at the socket no more, for good: it would tell of an RST that arrives, whether or not it is asked
     * to read. Once the input is shut down it knows the end of the stream, which is held here, and reads nothing behind
     * that. The kernel goes on as before.
     */
    void stopListening() {
        if (halfClosureWas != null && wire().channel() instanceof DuplexChannel socket && !socket.isInputShutdown()) {
            // Fails where the connection is broken already; then there is nothing left to listen to.
            socket.shutdownInput();
        }
    }

    private void holdTheEnd() {
        Channel channel = wire().channel();
        if (!isEmpty() && halfClosureWas == null) {
            Boolean former = channel.config().getOption(ChannelOption.ALLOW_HALF_CLOSURE);
            if (former != null && channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true)) {
                halfClosureWas = former;
            }
        } else if (isEmpty() && halfClosureWas != null) {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, halfClosureWas);
            halfClosureWas = null;
        }
    }

    @Override
    void passLast(ByteBuf bytes, Break one) {
        head().passOn(bytes);
        head().readComplete();
        tellReset(one);
        one.run(head());
    }

    @Override
    void breakNow(Break one, StreamBytes bytes) {
        bytes.fail(lost());
        tellReset(one);
        one.run(head());
    }

    private void tellReset(Break one) {
        if (one.isReset()) {
            Breaking.prepareReset(wire().channel());
            head().passOn(Breaking.readAfterReset(wire()));
        }
    }

    /** Bytes that wait. */
    private final class Bytes extends StreamBytes {
        Bytes(ByteBuf bytes) {
            super(Inbound.this, bytes);
        }

        @Override
        void pass(Object one) {
            head().passOn(one);
        }

        @Override
        void tell(Throwable cause) {
            if (wire().channel().isOpen() && !(cause instanceof ClosedChannelException)) {
                head().passOn(cause);
            }
        }

        @Override
        void tellSuccess() {
            // Nobody waits to be told.
        }

        @Override
        void passThen(Object one, Injection after) {
            throw new IllegalStateException("phase was after at " + after.point());
        }

        @Override
        StreamBytes piece(ByteBuf part, boolean last) {
            return new Bytes(part);
        }
    }

    /** The end of the stream. */
    private final class End extends Travelling {
        private final Object event;

        End(Object event) {
            super(0);
            this.event = event;
        }

        @Override
        void arrive() {
            if (Boolean.TRUE.equals(halfClosureWas)) {
                head().inContext(context -> context.fireUserEventTriggered(event));
            } else {
                head().readComplete();
                Breaking.close(wire().channel());
            }
        }

        @Override
        void lose() {
            // The channel is closed already.
        }
    }
}
