package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import javax.transaction.xa.XAResource;
import org.bluemarble.chaos.jdbc.driver.DriverSession;
import org.bluemarble.chaos.jdbc.driver.DriverSessions;
import org.bluemarble.chaos.jdbc.driver.Opener;
import org.jspecify.annotations.Nullable;

/** The way to drivers' insides that this copy of the module uses: as a library the class path's, in the agent its own. */
final class JdbcDrivers {

    private static volatile DriverSessions sessions = new DriverSessions(Opener.NONE);

    private JdbcDrivers() {}

    static void use(Opener opener) {
        sessions = new DriverSessions(opener);
    }

    static DriverSession session(Connection connection) {
        return sessions.of(connection);
    }

    /** The connection whose branches a resource ends; null if the driver is not known. */
    static @Nullable Connection connectionOf(XAResource resource) {
        return sessions.connectionOf(resource);
    }
}
