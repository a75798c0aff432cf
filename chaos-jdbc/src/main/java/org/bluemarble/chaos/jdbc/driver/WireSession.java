package org.bluemarble.chaos.jdbc.driver;

import java.net.SocketException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A session over a socket: it is lost by giving the driver another socket in place of its own. */
abstract class WireSession extends CommonSession {

    WireSession(Connection connection, DriverKind driver, Reach reach) {
        super(connection, driver, reach);
    }

    /** {@return what the driver uses now} */
    abstract Wire wire();

    /**
     * Lets the driver use another socket.
     *
     * @return puts the former one back
     */
    abstract Runnable divert(DivertedSocket to);

    abstract WireProtocol protocol();

    @Override
    public final void sever() {
        Wire real = wire();
        breakNow(real, ReplyLoss.Caller.FAILURE);
        real.close();
    }

    private DivertedSocket breakNow(Wire real, ReplyLoss.Caller caller) {
        DivertedSocket broken = new DivertedSocket(real, Break.now(real, caller, timeoutOf(real)));
        divert(broken);
        return broken;
    }

    private static int timeoutOf(Wire real) {
        try {
            return real.socket().getSoTimeout();
        } catch (SocketException closed) {
            return 0; // it will not be read from
        }
    }

    @Override
    public final LostReply loseReply(ReplyLoss how) {
        Wire real = wire();
        Break fault = Break.atNextReply(real, protocol(), how, timeoutOf(real));
        return new ReplyLostInFlight(fault, divert(new DivertedSocket(real, fault)));
    }

    @Override
    public final void onRequestSent(Runnable action) {
        Wire real = wire();
        divert(new DivertedSocket(real, Break.never(real, protocol(), action, timeoutOf(real))));
    }

    @Override
    public final LostReply loseResult(ReplyLoss.Caller caller) {
        return new ResultLostAfterReturn(caller);
    }

    @Override
    public final KeptSession detach() {
        Wire real = wire();
        breakNow(real, ReplyLoss.Caller.FAILURE);
        return new KeptWireSession(connection(), real, protocol());
    }

    /** The connection breaks while the driver waits for the answer. */
    private final class ReplyLostInFlight implements LostReply {
        private final Break fault;
        private final Runnable undo;

        ReplyLostInFlight(Break fault, Runnable undo) {
            this.fault = fault;
            this.undo = undo;
        }

        @Override
        public @Nullable SQLException settle(@Nullable Throwable thrown) {
            if (fault.passes()) {
                undo.run(); // nothing was sent that could be lost
                return null;
            }
            // A driver that hides the loss (by connecting anew, say) is asked once more.
            return thrown == null ? lostConnection() : null;
        }

        @Override
        public Reply reply() {
            return fault.reply();
        }

        @Override
        public void release() {
            fault.release();
        }
    }

    /** The call has run to its end; the driver is then asked something on a broken connection. */
    private final class ResultLostAfterReturn implements LostReply {
        private final ReplyLoss.Caller caller;
        private volatile @Nullable Break fault;
        private volatile boolean isReleased;

        ResultLostAfterReturn(ReplyLoss.Caller caller) {
            this.caller = caller;
        }

        @Override
        public @Nullable SQLException settle(@Nullable Throwable thrown) {
            if (thrown != null) {
                return null;
            }
            Wire real = wire();
            Break broken = breakNow(real, caller).fault();
            fault = broken;
            if (isReleased) {
                broken.release();
            }
            real.close();
            return lostConnection();
        }

        @Override
        public Reply reply() {
            return fault == null ? Reply.NOT_LOST : Reply.DONE;
        }

        @Override
        public void release() {
            isReleased = true;
            @Nullable Break broken = fault;
            if (broken != null) {
                broken.release();
            }
        }
    }
}
