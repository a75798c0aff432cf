package org.bluemarble.chaos.netty;

import io.netty.channel.ChannelPromise;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.Hang;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.TargetFault;

/** One attempt to connect that is disturbed. On the channel's loop alone. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class Connecting {

    private final HeadHandler head;
    private final SocketAddress remote;
    private final SocketAddress local;
    private final ChannelPromise promise;
    private final Injection injection;
    private boolean ended;

    Connecting(
            HeadHandler head, SocketAddress remote, SocketAddress local, ChannelPromise promise, Injection injection) {
        this.head = head;
        this.remote = remote;
        this.local = local;
        this.promise = promise;
        this.injection = injection;
    }

    void begin() {
        later(injection.beginDelay(Phase.BEFORE), this::act);
        if (!ended) {
            // A transport tells an attempt under way of the close at once, and this one does not know of it.
            head.wire().channel().closeFuture().addListener(closed -> closed());
        }
    }

    private void closed() {
        if (!ended) {
            promise.tryFailure(new ClosedChannelException());
            end(false);
        }
    }

    private void later(long nanos, Runnable step) {
        Later.take(injection, head.wire().channel().eventLoop(), nanos, step);
    }

    private void act() {
        if (ended || promise.isDone()) {
            // The game server gave up, or Netty's own timer did.
            end(false);
            return;
        }
        Fault fault = injection.fault();
        if (fault == null || !injection.begin()) {
            connect(fault == null);
        } else if (fault instanceof Hang hang) {
            later(Travelling.heldNanos(hang), () -> connect(true));
        } else if (fault instanceof TargetFault target) {
            act(target);
        } else {
            Throwable failure = injection.act();
            if (failure == null) {
                connect(true);
            } else {
                fail(failure);
            }
        }
    }

    private void act(TargetFault fault) {
        switch (fault.name()) {
            case "refused" -> fail(Breaking.refused(head.wire(), remote));
            case "timeout" -> {
                int own = head.wire().channel().config().getConnectTimeoutMillis();
                long millis = fault.parameter("duration", Duration.class, Duration.ofMillis(own))
                        .toMillis();
                later(TimeUnit.MILLISECONDS.toNanos(millis), () -> {
                    if (injection.isCalledOff()) {
                        connect(false);
                    } else {
                        fail(Breaking.timedOut(remote, millis));
                    }
                });
            }
            case "loop-stall" -> {
                LoopStall.run(injection, fault);
                connect(true);
            }
            default -> throw new IllegalStateException("fault was " + fault.name() + " at " + injection.point());
        }
    }

    private void connect(boolean asTheFaultSays) {
        if (!promise.isDone()) {
            head.context().connect(remote, local, promise);
        }
        end(asTheFaultSays);
    }

    private void fail(Throwable cause) {
        promise.tryFailure(cause);
        end(true);
    }

    private void end(boolean asTheFaultSays) {
        if (ended) {
            return;
        }
        ended = true;
        if (asTheFaultSays) {
            injection.done();
        } else {
            injection.cancelled();
        }
    }
}
