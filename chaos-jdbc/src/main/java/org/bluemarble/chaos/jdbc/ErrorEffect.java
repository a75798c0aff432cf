package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.jdbc.driver.ErrorProfile;
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
        ServerError error = ServerError.spelled(profile).orElseThrow();
        SQLException raised = call.session().raise(error);
        if (injection().point() == JdbcPoints.COMMIT && call.endsTransaction() && !endsSession(error)) {
            // A failed commit leaves no transaction behind, whatever the same error would leave of a statement.
            call.session().rollbackQuietly();
        }
        return raised;
    }

    private boolean endsSession(ServerError error) {
        ErrorProfile made = call.session().raisable().get(error);
        return made == null || made.undone() == ErrorProfile.Undone.SESSION;
    }
}
