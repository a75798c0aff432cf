package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How a PostgreSQL server is brought to raise its errors. */
final class PostgresRealErrors extends RealErrors {

    PostgresRealErrors(TestDatabase database) {
        super(database);
    }

    @Override
    Map<ServerError, Scene> scenesOfItsOwn() {
        return Map.ofEntries(
                Map.entry(ServerError.LOCK_TIMEOUT, victim -> lockTimeout(victim, "SET lock_timeout = '50ms'")),
                Map.entry(ServerError.DEADLOCK, this::deadlock),
                Map.entry(ServerError.SERIALIZATION_FAILURE, this::outdatedSnapshot),
                Map.entry(
                        ServerError.QUERY_CANCELLED,
                        victim -> endedWhileWaiting(victim, "SELECT pg_cancel_backend(" + sessionOf(victim) + ")")),
                Map.entry(
                        ServerError.ADMIN_SHUTDOWN,
                        victim -> endedWhileWaiting(victim, "SELECT pg_terminate_backend(" + sessionOf(victim) + ")")),
                Map.entry(ServerError.READ_ONLY, this::readOnly),
                Map.entry(ServerError.TOO_MANY_CONNECTIONS, this::tooMany));
    }

    @Override
    Map<ServerError, String> outOfReach() {
        Map<ServerError, String> reasons = new EnumMap<>(super.outOfReach());
        reasons.put(ServerError.DISK_FULL, "needs a file system of its own, which only an administrator can make");
        return reasons;
    }

    @Override
    String waiting() {
        return "SELECT count(*) FROM pg_locks WHERE NOT granted";
    }

    /** Whoever looks first for a circle becomes the victim. */
    private SQLException deadlock(Connection victim) throws SQLException {
        try (Connection rival = rival()) {
            run(rival, "SET deadlock_timeout = '10min'");
            run(victim, "SET deadlock_timeout = '10ms'");
            return deadlock(victim, rival);
        }
    }

    private SQLException readOnly(Connection victim) throws SQLException {
        run(victim, "SET TRANSACTION READ ONLY");
        return failing(TAKE_FIRST).play(victim);
    }

    private SQLException tooMany(Connection victim) throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            while (true) {
                all.add(database.open());
            }
        } catch (SQLException refused) {
            return refused;
        } finally {
            for (Connection one : all) {
                one.close();
            }
        }
    }
}
