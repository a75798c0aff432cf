package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import org.bluemarble.chaos.Crash;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.jspecify.annotations.Nullable;

/** The JVM halts. */
final class CrashEffect extends JdbcEffect {
    private final JdbcCall call;
    private final Crash crash;

    CrashEffect(Injection injection, JdbcCall call, Crash crash) {
        super(injection);
        this.call = call;
        this.crash = crash;
    }

    @Override
    @Nullable
    SQLException prepare() throws SQLException {
        if (injection().actsIn(Phase.AFTER) || !begins()) {
            return null;
        }
        if (injection().actsIn(Phase.BEFORE)) {
            injection().halt();
        } else if (crash.at() == Crash.Moment.RANDOM) {
            injection().haltSoon();
        } else {
            call.session().onRequestSent(injection()::halt);
        }
        return null;
    }

    @Override
    @Nullable
    Throwable finish(@Nullable Throwable thrown) {
        // A call that failed by itself had no effect after which to crash.
        if (injection().actsIn(Phase.AFTER) && thrown == null && begins()) {
            injection().halt();
        }
        return thrown;
    }

    @Override
    boolean marksFailure() {
        return false;
    }
}
