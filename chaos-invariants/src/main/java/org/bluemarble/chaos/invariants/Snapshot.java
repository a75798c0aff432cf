package org.bluemarble.chaos.invariants;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * One instant of one database, held by a read-only transaction. Rows are streamed, so that the memory a check needs does not
 * grow with the economy. Not thread-safe.
 */
final class Snapshot implements AutoCloseable {

    private final Connection connection;
    private final Dialect dialect;
    private final boolean autoCommit;
    private final int isolation;
    private final Duration queryTimeout;

    private Snapshot(Connection connection, Duration queryTimeout) throws SQLException {
        this.connection = connection;
        this.dialect = Dialect.of(connection.getMetaData());
        this.autoCommit = connection.getAutoCommit();
        this.isolation = dialect.leavesIsolationBehind() ? connection.getTransactionIsolation() : 0;
        this.queryTimeout = queryTimeout;
    }

    static Snapshot of(DataSource database, Duration queryTimeout) throws SQLException {
        Connection connection = database.getConnection();
        Snapshot snapshot = null;
        try {
            snapshot = new Snapshot(connection, queryTimeout);
            snapshot.begin();
            return snapshot;
        } catch (SQLException failure) {
            try (connection) {
                if (snapshot != null) {
                    snapshot.restore();
                }
            } catch (SQLException again) {
                failure.addSuppressed(again);
            }
            throw failure;
        }
    }

    private void begin() throws SQLException {
        connection.setAutoCommit(false);
        // Ends what a pool may have left open: the level can only be set between transactions.
        connection.rollback();
        dialect.beginSnapshot(connection);
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    void query(Sql sql, RowReader reader) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.text(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(dialect.fetchRows(connection.getMetaData()));
            statement.setQueryTimeout(Math.toIntExact(Math.max(1, queryTimeout.toSeconds())));
            sql.fill(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    /** Gives the connection back as it was. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            restore();
        }
    }

    private void restore() throws SQLException {
        connection.rollback();
        if (dialect.leavesIsolationBehind()) {
            connection.setTransactionIsolation(isolation);
        }
        connection.setAutoCommit(autoCommit);
    }

    /** Takes one row. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
