package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/** The transaction is rolled back behind the driver's back; its commit then has nothing to do. */
final class LyingCommitEffect extends JdbcEffect {
    private final JdbcCall call;
    private boolean itself;
    private boolean branchRolledBack;

    LyingCommitEffect(Injection injection, JdbcCall call) {
        super(injection);
        this.call = call;
    }

    @Override
    @Nullable
    SQLException prepare() throws SQLException {
        if (!begins()) {
            return null;
        }
        Branch branch = call.branch();
        if (branch != null) {
            branch.rollBack();
            branchRolledBack = true;
        } else if (call.commitsItself()) {
            call.session().connection().setAutoCommit(false);
            itself = true;
        } else {
            call.session().rollbackQuietly();
        }
        return null;
    }

    @Override
    @Nullable
    Throwable finish(@Nullable Throwable thrown) throws SQLException {
        if (itself) {
            call.session().connection().rollback();
            call.session().connection().setAutoCommit(true);
        }
        // The driver then knows no such branch; the transaction manager must not hear of it.
        return branchRolledBack ? null : thrown;
    }

    @Override
    boolean marksFailure() {
        return false;
    }
}
