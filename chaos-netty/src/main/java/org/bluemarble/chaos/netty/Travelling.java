package org.bluemarble.chaos.netty;

import org.bluemarble.chaos.Hang;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.jspecify.annotations.Nullable;

/** Something on its way along a {@link Lane}: bytes, a message, the end of a stream. On the channel's loop alone. */
abstract class Travelling {

    /** Held until the rule ends. */
    static final long UNTIL_RELEASED = Long.MAX_VALUE;

    private final int size;
    private long sinceNanos;
    private @Nullable Injection injection;
    private @Nullable Injection followed;
    private boolean delayed;
    private long heldNanos;

    /** Something that takes so many bytes of memory while it waits. */
    Travelling(int size) {
        this.size = size;
    }

    /** Its turn has come. */
    abstract void arrive();

    /** It never arrives, because the channel is gone. */
    abstract void lose();

    final int size() {
        return size;
    }

    /** It begins to wait now. */
    final void since(long now) {
        sinceNanos = now;
    }

    /** The injection that it waits for; null if for none. */
    final @Nullable Injection injection() {
        return injection;
    }

    /** The same, once: what enters a lane again need not be told of its rule's end twice. */
    final @Nullable Injection newInjection() {
        Injection fresh = injection == followed ? null : injection;
        followed = injection;
        return fresh;
    }

    /** How long a hang holds what it acts on. */
    static long heldNanos(Hang hang) {
        return hang.duration().isZero() ? UNTIL_RELEASED : hang.duration().toNanos();
    }

    /** Has it wait for the delays of an injection, before it takes effect. */
    final void delayBy(Injection one) {
        injection = one;
        delayed = true;
    }

    /** Has it wait so long, besides the delays, unless the rule of the injection's fault ends before. */
    final void holdFor(Injection one, long nanos) {
        injection = one;
        heldNanos = nanos;
    }

    /** How much longer it has to wait; zero or less if not at all. */
    final long leftNanos(long now) {
        if (injection == null) {
            return 0;
        }
        long delay = delayed ? injection.delayNanos(Phase.BEFORE) : 0;
        long held = heldNanos == 0 || injection.isCalledOff() ? 0 : heldNanos;
        return held == UNTIL_RELEASED ? UNTIL_RELEASED : delay + held - (now - sinceNanos);
    }
}
