package org.bluemarble.chaos.jdbc.driver;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** H2's errors, and the making of the driver's own exception from its error code. */
final class H2Errors {
    private static final ErrorProfile DEADLOCK =
            new ErrorProfile("40001", 40001, "Deadlock detected", ErrorProfile.Undone.TRANSACTION);

    private H2Errors() {}

    /** {@return what can be raised, given what a lost connection looks like} */
    static Map<ServerError, ErrorProfile> withLostConnection(int errorCode, String message) {
        ErrorProfile lost =
                new ErrorProfile(Integer.toString(errorCode), errorCode, message, ErrorProfile.Undone.SESSION);
        return Map.of(
                ServerError.SERIALIZATION_FAILURE,
                DEADLOCK,
                ServerError.DEADLOCK,
                DEADLOCK,
                ServerError.LOCK_TIMEOUT,
                new ErrorProfile("HYT00", 50200, "Timeout trying to lock table", ErrorProfile.Undone.STATEMENT),
                ServerError.QUERY_CANCELLED,
                new ErrorProfile("57014", 57014, "Statement was canceled", ErrorProfile.Undone.STATEMENT),
                ServerError.DUPLICATE_KEY,
                new ErrorProfile(
                        "23505", 23505, "Unique index or primary key violation", ErrorProfile.Undone.STATEMENT),
                ServerError.READ_ONLY,
                new ErrorProfile("90097", 90097, "The database is read only", ErrorProfile.Undone.STATEMENT),
                ServerError.ADMIN_SHUTDOWN,
                lost,
                ServerError.CONNECTION_LOST,
                lost);
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
        throw session.answersBatch() ? ofBatch(session, failure) : failure;
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

    private static SQLException ofBatch(CommonSession session, SQLException first) {
        Class<?> type = session.reach().sibling(session.connection(), "org.h2.jdbc.JdbcBatchUpdateException");
        return (SQLException) session.reach().construct(type, first, new int[] {Statement.EXECUTE_FAILED});
    }
}
