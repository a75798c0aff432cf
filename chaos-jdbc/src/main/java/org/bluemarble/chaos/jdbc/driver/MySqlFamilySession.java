package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the drivers of MariaDB and MySQL have in common: the server they talk to. */
abstract class MySqlFamilySession extends WireSession {

    MySqlFamilySession(Connection connection, DriverKind driver, Reach reach) {
        super(connection, driver, reach);
    }

    @Override
    final void provoke(ServerError error, ErrorProfile profile) throws SQLException {
        if (error == ServerError.CONNECTION_LOST) {
            sever();
            throw lostConnection();
        }
        if (error == ServerError.ADMIN_SHUTDOWN) {
            // Whoever kills itself is told so. Whom another one kills finds its connection closed, and that is meant.
            failureOf("end its own session", () -> run("KILL CONNECTION_ID()"));
            throw lostConnection();
        } else {
            // SIGNAL undoes nothing by itself. A driver does not learn from an error whether a transaction is still
            // open, so rolling back first leaves it with the same idea as a real deadlock does.
            if (profile.undone() == ErrorProfile.Undone.TRANSACTION && mayHaveOpenTransaction()) {
                rollbackQuietly();
            }
            runFailing(MySqlErrors.signal(profile));
        }
    }

    /** No query: MySQL's driver takes none in a batch, and says so before it looks at the connection. */
    @Override
    final String withoutEffect() {
        return "DO 0";
    }

    static long sizeOf(@Nullable Object entries) {
        return entries instanceof Collection<?> collection ? collection.size() : 0;
    }

    static String joined(@Nullable Object texts) {
        return texts instanceof Collection<?> collection
                ? collection.stream().map(String::valueOf).collect(Collectors.joining(";\n"))
                : "";
    }

    @Override
    final ErrorProfile tooManyConnections() {
        return new ErrorProfile("08004", 1040, "Too many connections", ErrorProfile.Undone.SESSION);
    }

    @Override
    public final SQLException endByServer() {
        return raise(ServerError.ADMIN_SHUTDOWN);
    }
}
