package org.bluemarble.chaos.netty;

import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.TargetFault;

/** A connection that is to be broken, at once or when some more bytes have passed. On the channel's loop alone. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class Break {

    private final Injection injection;
    private final boolean reset;
    private long bytesLeft;

    private Break(Injection injection, boolean reset, long bytesLeft) {
        this.injection = injection;
        this.reset = reset;
        this.bytesLeft = bytesLeft;
    }

    /** What a {@code reset} or a {@code disconnect} does. */
    static Break of(Injection injection, TargetFault fault) {
        return new Break(injection, fault.name().equals("reset"), fault.parameter("after-bytes", Long.class, 0L));
    }

    Injection injection() {
        return injection;
    }

    boolean isReset() {
        return reset;
    }

    /** How many of these bytes still pass; less than all of them if the connection then breaks. */
    int take(int bytes) {
        int passing = (int) Math.min(bytesLeft, bytes);
        bytesLeft -= passing;
        return passing;
    }

    boolean isDue() {
        return bytesLeft == 0;
    }

    /** Breaks the connection. */
    void run(HeadHandler head) {
        head.breakConnection(reset);
        injection.done();
    }
}
