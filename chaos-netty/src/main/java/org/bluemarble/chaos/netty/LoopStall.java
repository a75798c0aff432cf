package org.bluemarble.chaos.netty;

import java.time.Duration;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.TargetFault;

/** An event loop stands still, with every connection on it: the one fault of this module that blocks a thread. */
final class LoopStall {

    private LoopStall() {}

    static void run(Injection injection, TargetFault fault) {
        long nanos = fault.parameter("duration", Duration.class, Duration.ofMillis(1))
                .toNanos();
        if (fault.parameter("how", String.class, "park").equals("park")) {
            injection.awaitNanos(nanos);
            return;
        }
        long start = System.nanoTime();
        while (!injection.isCalledOff() && System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }
}
