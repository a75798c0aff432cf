package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.jdbc.driver.FaultRefusedException;
import org.bluemarble.chaos.jdbc.driver.KeptSession;
import org.jspecify.annotations.Nullable;

/** The driver fails on a session that was taken away from it; the session itself commits later. */
final class LateCommitEffect extends JdbcEffect {

    private final JdbcCall call;
    private final JdbcFaults.LateCommit fault;
    private @Nullable KeptSession kept;
    private boolean itself;

    LateCommitEffect(Injection injection, JdbcCall call, JdbcFaults.LateCommit fault) {
        super(injection);
        this.call = call;
        this.fault = fault;
    }

    @Override
    @Nullable
    SQLException prepare() throws SQLException {
        if (call.branch() != null) {
            throw new FaultRefusedException(
                    "kind was xa but late-commit knows local transactions alone: a prepared branch"
                            + " is committed from any session; use lost-request, lost-ack or latency at kind=xa");
        }
        itself = call.commitsItself();
        if (!begins()) {
            itself = false;
        } else if (itself) {
            // The statement would commit as it runs; so it runs in a transaction, which is then kept open.
            call.session().connection().setAutoCommit(false);
        } else {
            kept = call.session().detach();
        }
        return null;
    }

    @Override
    @Nullable
    Throwable finish(@Nullable Throwable thrown) throws SQLException {
        Throwable seen = itself ? finishItself(thrown) : thrown;
        if (kept != null) {
            LateCommits.schedule(kept, fault, injection());
        }
        return seen;
    }

    private Throwable finishItself(@Nullable Throwable thrown) throws SQLException {
        if (thrown == null) {
            try {
                kept = call.session().detach();
                return call.session().lostConnection();
            } finally {
                if (kept == null) {
                    // Refused, so the statement commits now, as it would have by itself.
                    call.session().connection().setAutoCommit(true);
                }
            }
        }
        // Nothing to commit late; the pool must not get back a connection that has silently ceased to auto-commit.
        call.session().connection().rollback();
        call.session().connection().setAutoCommit(true);
        injection().cancelled();
        return thrown;
    }

    @Override
    boolean marksFailure() {
        return kept != null;
    }

    @Override
    boolean goesOn() {
        return kept != null;
    }
}
