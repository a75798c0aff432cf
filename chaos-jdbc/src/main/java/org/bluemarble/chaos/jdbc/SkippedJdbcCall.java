package org.bluemarble.chaos.jdbc;

import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/** A call that the driver does not see: the caller gets a failure instead. */
final class SkippedJdbcCall extends SkippingCall {

    private final JdbcCall call;
    private final Throwable instead;

    SkippedJdbcCall(JdbcCall call, Throwable instead) {
        this.call = call;
        this.instead = instead;
    }

    @Override
    public @Nullable Throwable exit(@Nullable Throwable thrown) {
        return call.exit(instead);
    }
}
