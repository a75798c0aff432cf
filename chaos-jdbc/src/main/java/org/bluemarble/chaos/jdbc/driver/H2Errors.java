package org.bluemarble.chaos.jdbc.driver;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** H2's errors, and the making of the driver's own exception from its error code. */
final class H2Errors {
    /** H2 has a text of its own for each error code; what stands here takes the place that it leaves open. */
    private static final ErrorProfile DEADLOCK =
            new ErrorProfile("40001", 40001, "INJECTED", ErrorProfile.Undone.TRANSACTION);

    private H2Errors() {}

    /** {@return what can be raised, given what a lost connection looks like} */
    static Map<ServerError, ErrorProfile> withLostConnection(int errorCode, String message) {
        ErrorProfile lost =
                new ErrorProfile(Integer.toString(errorCode), errorCode, message, ErrorProfile.Undone.SESSION);
        Map<ServerError, ErrorProfile> errors = new EnumMap<>(ServerError.class);
        errors.put(ServerError.SERIALIZATION_FAILURE, DEADLOCK);
        errors.put(ServerError.DEADLOCK, DEADLOCK);
        errors.put(ServerError.LOCK_TIMEOUT, statement("HYT00", 50200, "INJECTED"));
        errors.put(ServerError.QUERY_CANCELLED, statement("57014", 57014, ""));
        errors.put(
                ServerError.DUPLICATE_KEY,
                statement("23505", 23505, "PUBLIC.INJECTED_KEY PRIMARY KEY ON PUBLIC.INJECTED(ID) ( /* key:1 */ 1)"));
        errors.put(
                ServerError.FOREIGN_KEY_VIOLATION,
                statement(
                        "23506",
                        23506,
                        "INJECTED_ID: PUBLIC.INJECTED FOREIGN KEY(ID) REFERENCES PUBLIC.INJECTED(ID) (1)"));
        errors.put(ServerError.NOT_NULL_VIOLATION, statement("23502", 23502, "INJECTED"));
        errors.put(ServerError.CHECK_VIOLATION, statement("23513", 23513, "INJECTED: "));
        errors.put(ServerError.READ_ONLY, statement("90097", 90097, ""));
        errors.put(ServerError.ADMIN_SHUTDOWN, lost);
        errors.put(ServerError.CONNECTION_LOST, lost);
        return Map.copyOf(errors);
    }

    private static ErrorProfile statement(String sqlState, int vendorCode, String message) {
        return new ErrorProfile(sqlState, vendorCode, message, ErrorProfile.Undone.STATEMENT);
    }

    static FaultRefusedException refuseAbort() {
        return new FaultRefusedException(
                "fault was 'abort' but must be another with H2: its driver ignores Connection.abort; use lost-request");
    }

    static FaultRefusedException noConnectionLimit() {
        return new FaultRefusedException(
                "error was 'too-many-connections' but must be another on H2, which does not limit connections");
    }

    /** Leaves session and transaction as the error would; a failed statement changes nothing on a server, so none takes part. */
    static void provoke(CommonSession session, ErrorProfile profile) throws SQLException {
        if (profile.undone() == ErrorProfile.Undone.SESSION) {
            session.sever();
            throw session.lostConnection();
        }
        if (profile.undone() == ErrorProfile.Undone.TRANSACTION && !session.isAutoCommit()) {
            session.connection().rollback();
        }
        SQLException failure = exception(session.reach(), session.connection(), profile);
        BatchAnswer batch = session.batch();
        throw batch == null ? failure : ofBatch(session, failure, batch);
    }

    /** {@return the driver's own exception, as its server would have sent it} */
    private static SQLException exception(Reach reach, Object ofDriver, ErrorProfile profile) {
        Class<?> factory = reach.sibling(ofDriver, "org.h2.message.DbException");
        @Nullable
        Object exception = reach.callStatic(
                factory, "getJdbcSQLException", profile.vendorCode(), null, new String[] {profile.message()});
        if (exception instanceof SQLException sqlException) {
            return sqlException;
        }
        throw new FaultRefusedException(
                "H2 made " + exception + " of error code " + profile.vendorCode() + " but must make an SQLException");
    }

    private static SQLException ofBatch(CommonSession session, SQLException first, BatchAnswer batch) {
        Class<?> type = session.reach().sibling(session.connection(), "org.h2.jdbc.JdbcBatchUpdateException");
        return (SQLException) session.reach().construct(type, first, batch.allFailed());
    }
}
