package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
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
        if (call.session().driver() == DriverKind.UNKNOWN) {
            // Refuses by name, before anything is changed.
            call.session().detach();
        }
        if (!begins()) {
            return null;
        }
        if (call.commitsItself()) {
            // The statement would commit as it runs; so it runs in a transaction, which is then kept open.
            call.session().connection().setAutoCommit(false);
            itself = true;
        } else {
            kept = call.session().detach();
        }
        return null;
    }

    @Override
    @Nullable
    Throwable finish(@Nullable Throwable thrown) throws SQLException {
        Throwable seen = thrown;
        if (itself) {
            seen = detachAfter(thrown);
        }
        if (kept != null) {
            injection().callReturns();
            LateCommits.schedule(kept, fault, injection());
        }
        return seen;
    }

    private @Nullable Throwable detachAfter(@Nullable Throwable thrown) throws SQLException {
        Connection connection = call.session().connection();
        if (thrown != null) {
            connection.rollback();
            connection.setAutoCommit(true);
            // Nothing is left to commit late.
            injection().spare();
            return thrown;
        }
        try {
            kept = call.session().detach();
            return call.session().lostConnection();
        } catch (FaultRefusedException refused) {
            // The statement has run: it commits as it would have without the fault.
            connection.commit();
            connection.setAutoCommit(true);
            throw refused;
        }
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
