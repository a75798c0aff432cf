package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/** What goes to the socket. While too much of it waits, the channel says that it is not writable. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class Outbound extends StreamDirection {

    /** The other side is gone and nobody was told: what is written goes nowhere. */
    private boolean swallows;

    Outbound(HeadHandler head) {
        super(head);
    }

    /** The game server writes. */
    void written(Object message, ChannelPromise promise, @Nullable Injection injection) {
        if (swallows) {
            new Bytes(message, promise, false).swallow();
        } else if (injection == null && isFree()) {
            head().context().write(message, promise);
        } else {
            new Bytes(message, promise, false).enter(injection);
        }
    }

    boolean swallows() {
        return swallows;
    }

    /** From now on what is written goes nowhere, and its writers are told that it went; or no longer. */
    void swallow(boolean all) {
        swallows = all;
    }

    @Override
    public void heldChanged(long bytes) {
        wire().netty().memory().changed(bytes);
        wire().writability().held(lane());
    }

    @Override
    public void leftLate() {
        head().context().flush();
    }

    @Override
    void passLast(ByteBuf bytes, Break one) {
        head().context().writeAndFlush(bytes).addListener((ChannelFutureListener) sent -> one.run(head()));
    }

    @Override
    void breakNow(Break one, StreamBytes bytes) {
        if (one.isReset()) {
            Breaking.prepareReset(wire().channel());
        }
        bytes.fail(one.isReset() ? Breaking.writeAfterReset(wire()) : lost());
        one.run(head());
    }

    /** Bytes that wait. */
    private final class Bytes extends StreamBytes {
        private final ChannelPromise promise;
        private final boolean alone;

        /** Bytes that are flushed at once if they are to go alone. */
        Bytes(Object message, ChannelPromise promise, boolean alone) {
            super(Outbound.this, message);
            this.promise = promise;
            this.alone = alone;
        }

        @Override
        void pass(Object one) {
            head().context().write(one, promise);
            if (alone) {
                head().context().flush();
            }
        }

        @Override
        void tellSuccess() {
            promise.trySuccess();
        }

        @Override
        void tell(Throwable cause) {
            promise.tryFailure(cause);
        }

        @Override
        void passThen(Object one, Injection after) {
            new Confirmation(head(), promise, after).send(one);
        }

        @Override
        StreamBytes piece(ByteBuf part, boolean last) {
            return new Bytes(part, last ? promise : head().context().newPromise(), true);
        }
    }
}
