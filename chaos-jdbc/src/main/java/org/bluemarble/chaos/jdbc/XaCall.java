package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/** The end of a branch: a JDBC call whose failures the caller sees as the transaction manager's exceptions. */
final class XaCall {

    private XaCall() {}

    static OpenCall of(OpenCall call) {
        return call instanceof SkippingCall ? new Skipped(call) : new Passed(call);
    }

    /**
     * What a transaction manager is told. A branch whose outcome is not known is {@code XAER_RMFAIL}: the manager asks
     * again; anything else that a fault raised is {@code XAER_RMERR}.
     */
    private static @Nullable Throwable translated(@Nullable Throwable seen) {
        if (!(seen instanceof SQLException failure)) {
            return seen;
        }
        String state = failure.getSQLState();
        boolean lost = state == null || state.startsWith("08") || state.startsWith("57P");
        XAException translated = new XAException(lost ? XAException.XAER_RMFAIL : XAException.XAER_RMERR);
        translated.initCause(failure);
        for (Throwable marker : failure.getSuppressed()) {
            translated.addSuppressed(marker);
        }
        return translated;
    }

    /** The driver's method runs. */
    private static final class Passed extends OpenCall {
        private final OpenCall call;

        Passed(OpenCall call) {
            this.call = call;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return translated(call.exit(thrown));
        }
    }

    /** The driver's method does not run. */
    private static final class Skipped extends SkippingCall {
        private final OpenCall call;

        Skipped(OpenCall call) {
            this.call = call;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return translated(call.exit(thrown));
        }
    }
}
