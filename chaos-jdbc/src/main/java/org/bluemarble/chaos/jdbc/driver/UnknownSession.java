package org.bluemarble.chaos.jdbc.driver;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A session of a driver whose insides we do not know: what JDBC itself offers works, the rest is refused by name. */
final class UnknownSession extends CommonSession {

    static final Map<ServerError, ErrorProfile> ERRORS = Map.of(
            ServerError.SERIALIZATION_FAILURE, standard("40001", "serialization failure"),
            ServerError.DEADLOCK, standard("40001", "deadlock detected"),
            ServerError.LOCK_TIMEOUT, standard("HYT00", "lock timeout"),
            ServerError.QUERY_CANCELLED, standard("HY008", "query cancelled"),
            ServerError.DUPLICATE_KEY, standard("23505", "unique constraint violated"),
            ServerError.FOREIGN_KEY_VIOLATION, standard("23503", "foreign key constraint violated"),
            ServerError.NOT_NULL_VIOLATION, standard("23502", "not-null constraint violated"),
            ServerError.CHECK_VIOLATION, standard("23513", "check constraint violated"),
            ServerError.READ_ONLY, standard("25006", "read-only transaction"));

    private static ErrorProfile standard(String sqlState, String message) {
        return new ErrorProfile(sqlState, 0, message, ErrorProfile.Undone.TRANSACTION);
    }

    UnknownSession(Connection connection, Reach reach) {
        super(connection, DriverKind.UNKNOWN, reach);
    }

    private FaultRefusedException refuse() {
        return new FaultRefusedException("driver was " + connection().getClass().getName()
                + " but must be pgjdbc, MariaDB Connector/J, MySQL Connector/J or H2 for this fault; latency, exception"
                + " and abort work with any driver");
    }

    @Override
    public boolean wouldSendCommit() throws SQLException {
        return !isAutoCommit();
    }

    @Override
    public boolean mayHaveOpenTransaction() throws SQLException {
        return !isAutoCommit();
    }

    @Override
    public BatchText batchOf(Statement statement) {
        return new BatchText(null, 0);
    }

    @Override
    ErrorProfile tooManyConnections() {
        throw refuse();
    }

    @Override
    public void onRequestSent(Runnable action) {
        throw refuse();
    }

    @Override
    public OptionalLong backendId() {
        return OptionalLong.empty();
    }

    @Override
    public @Nullable String preparedSql(Statement statement) {
        return null;
    }

    @Override
    public void sever() {
        throw refuse();
    }

    @Override
    public LostReply loseReply(ReplyLoss how) {
        throw refuse();
    }

    @Override
    public LostReply loseResult(ReplyLoss.Caller caller) {
        throw refuse();
    }

    @Override
    public KeptSession detach() {
        throw refuse();
    }

    @Override
    public Map<ServerError, ErrorProfile> raisable() {
        return ERRORS;
    }

    @Override
    void provoke(ServerError error, ErrorProfile profile) throws SQLException {
        if (!isAutoCommit()) {
            // No server takes part; a transaction that is gone is what most of them leave behind.
            connection().rollback();
        }
        SQLException failure = new SQLException(profile.message(), profile.sqlState(), profile.vendorCode());
        BatchAnswer batch = batch();
        throw batch == null
                ? failure
                : new BatchUpdateException(
                        profile.message(), profile.sqlState(), profile.vendorCode(), batch.allFailed(), failure);
    }

    @Override
    public SQLException endByServer() {
        throw refuse();
    }
}
