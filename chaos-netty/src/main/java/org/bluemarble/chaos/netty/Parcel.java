package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/** A whole message on its way: a datagram, or what a handler decoded. It is passed on, or not, exactly once. */
final class Parcel extends Travelling {

    private final Route route;
    private final Object message;
    private final @Nullable ChannelPromise promise;
    private @Nullable ParcelEffect effect;
    private boolean gone;

    Parcel(Route route, Object message, @Nullable ChannelPromise promise, int size) {
        super(size);
        this.route = route;
        this.message = message;
        this.promise = promise;
    }

    Route route() {
        return route;
    }

    Object message() {
        return message;
    }

    void enter(@Nullable Injection injection) {
        if (injection != null) {
            effect = new ParcelEffect(injection);
            effect.begin(this);
        }
        route.lane().enter(this);
    }

    @Override
    void arrive() {
        if (route.hasEnded()) {
            lose();
        } else if (effect == null) {
            pass();
            route.shuffle().passed();
        } else {
            effect.arrive(this);
        }
    }

    @Override
    void lose() {
        fail(new ClosedChannelException());
        if (effect != null) {
            effect.lose();
        }
    }

    void pass() {
        if (leave()) {
            route.pass(message, promise);
        }
    }

    /** Passes another message on in its place, which is then no longer the caller's. */
    void passInstead(Object other) {
        if (leave()) {
            if (other != message) {
                route.continuedBy(message, other);
                dispose();
            }
            route.pass(other, promise);
        }
    }

    /** Passes it on several times; only the first is what its writer is told of. */
    void passTimes(long times) {
        if (!leave()) {
            return;
        }
        Object[] copies = new Object[Math.toIntExact(times - 1)];
        // Before the first is passed on: then it may be released already.
        for (int i = 0; i < copies.length; i++) {
            copies[i] = copyOf(message);
            route.continuedBy(message, copies[i]);
        }
        route.pass(message, promise);
        for (Object copy : copies) {
            route.pass(copy, null);
        }
    }

    private static Object copyOf(Object message) {
        if (message instanceof ByteBuf bytes) {
            return bytes.retainedDuplicate();
        }
        // The copies are read each from its own beginning; other messages cannot be copied, and are shared.
        return message instanceof ByteBufHolder holder
                ? holder.retainedDuplicate()
                : ReferenceCountUtil.retain(message);
    }

    /** It goes nowhere, and its writer is told that it went. */
    void swallow() {
        if (leave()) {
            dispose();
            if (promise != null) {
                promise.trySuccess();
            }
        }
    }

    /** It goes nowhere, and its writer is told; true if there was none to tell. */
    boolean fail(Throwable cause) {
        if (leave()) {
            dispose();
            if (promise == null) {
                return true;
            }
            promise.tryFailure(cause);
        }
        return false;
    }

    private void dispose() {
        route.dispose(message);
        route.gone(message);
    }

    private boolean leave() {
        boolean here = !gone;
        gone = true;
        return here;
    }
}
