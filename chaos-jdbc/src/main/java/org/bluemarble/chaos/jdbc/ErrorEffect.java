package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.bluemarble.chaos.jdbc.driver.ErrorProfile;
import org.bluemarble.chaos.jdbc.driver.FaultRefusedException;
import org.bluemarble.chaos.jdbc.driver.ServerError;
import org.jspecify.annotations.Nullable;

/** The server raises the error; the driver's method does not run. */
final class ErrorEffect extends JdbcEffect {
    private final JdbcCall call;
    private final String profile;

    ErrorEffect(Injection injection, JdbcCall call, String profile) {
        super(injection);
        this.call = call;
        this.profile = profile;
    }

    @Override
    @Nullable
    SQLException prepare() throws SQLException {
        if (!begins()) {
            return null;
        }
        prepareBranch();
        ServerError error = ServerError.spelled(profile).orElseThrow();
        SQLException raised = call.session().raise(error);
        if (injection().point() == JdbcPoints.COMMIT && call.endsTransaction() && !endsSession(error)) {
            // A failed commit leaves no transaction behind, whatever the same error would leave of a statement.
            call.session().rollbackQuietly();
        }
        return raised;
    }

    /**
     * MariaDB, MySQL and H2 take no statement, or not without harm, in a session that has a branch; PostgreSQL has put what
     * is prepared aside.
     */
    private void prepareBranch() {
        Branch branch = call.branch();
        if (branch == null) {
            return;
        }
        if (branch.onePhase()) {
            branch.rollBack();
        } else if (call.session().driver() != DriverKind.POSTGRESQL) {
            throw new FaultRefusedException("kind was xa but exception knows branches that are committed in one phase,"
                    + " and on PostgreSQL those that are prepared: here the session takes no statement that could fail"
                    + " while a branch is prepared; use lost-request or lost-ack");
        }
    }

    private boolean endsSession(ServerError error) {
        ErrorProfile made = call.session().raisable().get(error);
        return made == null || made.undone() == ErrorProfile.Undone.SESSION;
    }
}
