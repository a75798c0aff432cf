package org.bluemarble.chaos.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/** One place and direction where whole messages pass: datagrams at a socket, decoded messages at a handler. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
abstract class Route {

    private final Wire wire;
    private @Nullable Lane lane;
    private final Shuffle shuffle = new Shuffle(this);

    /** The connection breaks at a message here: those behind it are lost, though the channel may be open a moment longer. */
    private boolean ended;

    Route(Wire wire) {
        this.wire = wire;
    }

    final Wire wire() {
        return wire;
    }

    /** The lane of the place, on whose executor everything here happens. */
    final Lane lane() {
        Lane known = lane;
        if (known == null) {
            known = newLane();
            lane = known;
        }
        return known;
    }

    private boolean isEmpty() {
        return lane == null || lane.isEmpty();
    }

    abstract Lane newLane();

    final Shuffle shuffle() {
        return shuffle;
    }

    /** A message has come. */
    final void come(Object message, @Nullable ChannelPromise promise, @Nullable Injection injection) {
        if (injection == null && isEmpty() && !ended) {
            pass(message, promise);
            shuffle.passed();
        } else {
            new Parcel(this, message, promise, HeldSize.of(wire.channel(), message)).enter(injection);
        }
    }

    /** Has nothing pass any more. */
    final void end() {
        ended = true;
    }

    final boolean hasEnded() {
        return ended;
    }

    /** The game server closes the channel: behind what it wrote before, unless that waits for a rule's end. */
    final void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (isEmpty() || lane().isBlocked()) {
            // Nothing comes any more that could overtake.
            shuffle.release();
            context.close(promise);
            return;
        }
        lane().enter(new Closing(context, promise, null) {
            @Override
            void arrive() {
                shuffle.release();
                super.arrive();
            }
        });
    }

    /** Whether nothing is to come from here any more. */
    final boolean hasNoneWaiting() {
        return lane().hasNoneWaiting() && shuffle.isEmpty();
    }

    /** Lets everything go that waits, in order. */
    final void release() {
        lane().empty();
        shuffle.release();
    }

    /** Nothing that waits can arrive any more. */
    final void lose() {
        lane().lose();
        shuffle.lose();
    }

    /** Passes a message on; a null promise is for what nobody waits for. */
    abstract void pass(Object message, @Nullable ChannelPromise promise);

    /** Lets go of a message that is not passed on. */
    void dispose(Object message) {
        ReferenceCountUtil.release(message);
    }

    /** Another object stands for the message from here on. */
    void continuedBy(Object message, Object other) {
        // Most places keep nothing about a message.
    }

    /** A message is not passed on from here. */
    void gone(Object message) {
        // As above.
    }

    /** Passes a failure on that nobody waits for. */
    abstract void passFailure(Throwable cause);

    /** Hands what was passed to the socket, if it goes there. */
    abstract void flush();
}
