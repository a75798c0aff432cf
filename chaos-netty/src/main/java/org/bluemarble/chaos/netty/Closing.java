package org.bluemarble.chaos.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.bluemarble.chaos.Hang;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.TargetFault;
import org.jspecify.annotations.Nullable;

/** The game server closes the connection, behind what it wrote before. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
class Closing extends Travelling {

    private final ChannelHandlerContext context;
    private final ChannelPromise promise;

    Closing(ChannelHandlerContext context, ChannelPromise promise, @Nullable Injection injection) {
        super(0);
        this.context = context;
        this.promise = promise;
        if (injection != null) {
            injection.beginDelay(Phase.BEFORE);
            delayBy(injection);
            if (injection.fault() instanceof Hang hang && injection.begin()) {
                holdFor(injection, heldNanos(hang));
            }
        }
    }

    @Override
    void arrive() {
        Injection injection = injection();
        Throwable failure = injection == null ? null : act(injection);
        if (failure == null) {
            context.flush();
            context.close(promise);
        } else {
            // Netty knows no close that fails and leaves the channel open.
            promise.tryFailure(failure);
            Breaking.close(context.channel());
        }
        if (injection != null) {
            injection.done();
        }
    }

    private static @Nullable Throwable act(Injection injection) {
        try {
            if (!injection.begin()) {
                return null;
            }
            if (injection.fault() instanceof TargetFault fault && fault.name().equals("loop-stall")) {
                LoopStall.run(injection, fault);
                return null;
            }
            return injection.act();
        } catch (RuntimeException | LinkageError bug) {
            injection.fail(bug);
            return null;
        }
    }

    @Override
    void lose() {
        promise.trySuccess();
        Injection injection = injection();
        if (injection != null) {
            injection.cancelled();
        }
    }
}
