package org.bluemarble.chaos.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.Hang;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.ThrowingFault;

/** What the writer of bytes is told after they went out, when an injection disturbs just that. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class Confirmation {

    private final HeadHandler head;
    private final ChannelPromise told;
    private final Injection injection;

    Confirmation(HeadHandler head, ChannelPromise told, Injection injection) {
        this.head = head;
        this.told = told;
        this.injection = injection;
    }

    /** Sends the bytes; they are flushed, since nothing can be told of them otherwise. */
    void send(Object message) {
        ChannelPromise sent = head.context().newPromise();
        sent.addListener(unused -> sent(sent));
        head.context().writeAndFlush(message, sent);
    }

    private void sent(ChannelFuture sent) {
        if (!sent.isSuccess()) {
            told.tryFailure(sent.cause());
            injection.cancelled();
            return;
        }
        later(injection.beginDelay(Phase.AFTER), this::tell);
    }

    private void later(long nanos, Runnable step) {
        Later.take(injection, head.wire().channel().eventLoop(), nanos, step);
    }

    private void tell() {
        if (!injection.actsIn(Phase.AFTER) || !injection.begin()) {
            tellSuccess();
        } else if (injection.fault() instanceof Hang hang) {
            later(Travelling.heldNanos(hang), this::tellSuccess);
        } else {
            act();
            injection.done();
        }
    }

    private void tellSuccess() {
        told.trySuccess();
        injection.done();
    }

    private void act() {
        Fault fault = injection.fault();
        if (fault instanceof TargetFault target) {
            Throwable cause = target.name().equals("disconnect")
                    ? new ClosedChannelException()
                    : Breaking.writeAfterReset(head.wire());
            head.breakConnection(target.name().equals("reset"));
            told.tryFailure(cause);
        } else if (fault instanceof ThrowingFault) {
            Throwable thrown = injection.exception();
            told.tryFailure(thrown);
            if (Breaking.closesChannel(head.wire().channel(), thrown)) {
                head.breakConnection(false);
            }
        } else {
            injection.act();
            told.trySuccess();
        }
    }
}
