package org.bluemarble.chaos.netty;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.jspecify.annotations.Nullable;

/** Bytes of a stream on their way in one direction. They are passed on, or not, exactly once. */
abstract class StreamBytes extends Travelling {

    private final StreamDirection direction;
    private final Object message;
    private @Nullable StreamEffect effect;
    private @Nullable Slicing slicing;
    private @Nullable Injection endsWithIt;
    private boolean gone;

    StreamBytes(StreamDirection direction, Object message) {
        super(HeldSize.ofBytes(StreamDirection.sizeOf(message)));
        this.direction = direction;
        this.message = message;
    }

    final StreamDirection direction() {
        return direction;
    }

    /** How many bytes they are. */
    final int length() {
        return StreamDirection.sizeOf(message);
    }

    /** The bytes; null where the kernel copies a file's, which nobody here sees. */
    final @Nullable ByteBuf bytes() {
        return message instanceof ByteBuf buffer ? buffer : null;
    }

    /** What they are, as a reader of a refusal needs it. */
    final String kind() {
        return message.getClass().getSimpleName();
    }

    /** Has them enter their lane, under an injection or none. */
    final void enter(@Nullable Injection injection) {
        if (injection != null) {
            effect = new StreamEffect(injection);
            effect.begin(this);
        }
        direction.lane().enter(this);
    }

    /** Has them pass in pieces. */
    final void cutBy(Slicing knife) {
        slicing = knife;
    }

    /** Has an injection end when they have passed. */
    final void endWithThem(Injection injection) {
        endsWithIt = injection;
    }

    @Override
    final void arrive() {
        if (slicing != null && !direction.isBroken() && slicing.cut(this)) {
            // A piece goes before them, and they come again.
            return;
        }
        if (direction.breaks(this)) {
            loseEffect();
        } else if (effect != null) {
            effect.arrive(this);
        } else if (endsWithIt != null && endsWithIt.delayNanos(Phase.AFTER) > 0) {
            passThen(endsWithIt);
            return;
        } else {
            pass();
        }
        end();
    }

    @Override
    final void lose() {
        fail(direction.lost());
        loseEffect();
        end();
    }

    private void loseEffect() {
        if (effect != null) {
            effect.lose();
        }
    }

    private void end() {
        if (endsWithIt != null) {
            endsWithIt.done();
        }
    }

    /** Passes them on as they are. */
    final void pass() {
        if (leave()) {
            pass(message);
        }
    }

    /** Passes others on in their place, which are then no longer the caller's. */
    final void passInstead(ByteBuf others) {
        if (leave()) {
            ReferenceCountUtil.release(message);
            pass(others);
        } else {
            others.release();
        }
    }

    /** Has others, first of all that wait, stand for them from then on. */
    final void passAs(StreamBytes others) {
        if (leave()) {
            ReferenceCountUtil.release(message);
            direction.lane().enterFirst(List.of(others));
        }
    }

    /** Passes nothing on, and tells whom it concerns. */
    final void fail(Throwable cause) {
        if (leave()) {
            ReferenceCountUtil.release(message);
            tell(cause);
        }
    }

    /** Lets them go nowhere, as if they had passed. */
    final void swallow() {
        if (leave()) {
            ReferenceCountUtil.release(message);
            tellSuccess();
        }
    }

    /** Passes them on, and does what the injection says afterwards. */
    final void passThen(Injection after) {
        if (leave()) {
            passThen(message, after);
        }
    }

    /** Passes others on in their place, and does what the injection says afterwards. */
    final void passInsteadThen(ByteBuf others, Injection after) {
        if (leave()) {
            ReferenceCountUtil.release(message);
            passThen(others, after);
        } else {
            others.release();
        }
    }

    private boolean leave() {
        boolean here = !gone;
        gone = true;
        return here;
    }

    abstract void pass(Object one);

    /** Tells that they did not pass. */
    abstract void tell(Throwable cause);

    /** Tells that they passed, though they did not. */
    abstract void tellSuccess();

    abstract void passThen(Object one, Injection after);

    /** Makes a piece of them, to go by itself; the last one stands for the whole. */
    abstract StreamBytes piece(ByteBuf part, boolean last);
}
