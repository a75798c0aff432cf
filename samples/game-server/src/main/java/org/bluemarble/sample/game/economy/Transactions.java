package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs one try of a transaction: begin, work, commit, and a rollback if any of it throws. */
final class Transactions {
    private final DataSource database;

    Transactions(DataSource database) {
        this.database = database;
    }

    /**
     * Runs {@code work} once, in one transaction.
     *
     * @throws SQLException whatever went wrong; if it came from the commit, the transaction may have taken effect
     */
    <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // Normal after a broken connection: there is nobody left to tell, and the server rolls back by itself.
            reason.addSuppressed(e);
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
