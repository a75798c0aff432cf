package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Optional;
import java.util.UUID;

/**
 * The witness of every operation: a row keyed by operation id, inserted first and completed last in the transaction that
 * has the effects. The row is there if and only if the effects are.
 */
final class OperationTable {
    /** The integrity violations of PostgreSQL and H2 (23505) and of MariaDB (23000). */
    private static final String INTEGRITY_VIOLATION = "23";

    private OperationTable() {}

    /**
     * Takes the operation id. Waits while another transaction holds it, so a commit still under way is never overlooked.
     *
     * @throws AlreadyClaimedException if a committed transaction has it; this one can only be rolled back
     */
    static void claim(Connection connection, UUID opId, String kind, String requestHash) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into op(op_id, kind, req_hash) values (?, ?, ?)")) {
            insert.setString(1, opId.toString());
            insert.setString(2, kind);
            insert.setString(3, requestHash);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (isIntegrityViolation(e)) {
                throw new AlreadyClaimedException(opId, e);
            }
            throw e;
        }
    }

    static void complete(Connection connection, UUID opId, String result) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update op set result = ? where op_id = ?")) {
            update.setString(1, result);
            update.setString(2, opId.toString());
            update.executeUpdate();
        }
    }

    static Optional<Stored> find(Connection connection, UUID opId) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select req_hash, result from op where op_id = ?")) {
            select.setString(1, opId.toString());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Stored(rows.getString(1), rows.getString(2))) : Optional.empty();
            }
        }
    }

    private static boolean isIntegrityViolation(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLIntegrityConstraintViolationException
                || (state != null && state.startsWith(INTEGRITY_VIOLATION));
    }

    /** A committed operation. */
    record Stored(String requestHash, String result) {}

    /** The operation id is taken by a committed transaction. */
    static final class AlreadyClaimedException extends SQLException {
        private static final long serialVersionUID = 1L;

        AlreadyClaimedException(UUID opId, SQLException cause) {
            super("operation " + opId + " has committed before", cause.getSQLState(), cause);
        }
    }
}
