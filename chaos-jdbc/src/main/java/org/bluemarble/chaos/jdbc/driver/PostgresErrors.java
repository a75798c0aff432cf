package org.bluemarble.chaos.jdbc.driver;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's errors, and the statement that makes a server raise one. The server is in the state that any failed statement
 * leaves it in; what the driver made of it is told once more without the traces of that statement.
 */
final class PostgresErrors {
    private static final char SEVERITY = 'S';
    private static final char SEVERITY_UNTRANSLATED = 'V';
    private static final char WHERE = 'W';
    private static final String FATAL = "FATAL";
    private static final String TABLE = ", SCHEMA = 'public', TABLE = 'injected'";

    static final Map<ServerError, ErrorProfile> RAISABLE = raisable();

    static final ErrorProfile TOO_MANY_CONNECTIONS = session("53300", "sorry, too many clients already");

    /** What stands beside the message where a constraint was violated. */
    private static final Map<String, String> OF_CONSTRAINT = Map.of(
            "23505", constraint("injected_pkey", "Key (id)=(1) already exists."),
            "23503", constraint("injected_id_fkey", "Key (id)=(1) is not present in table \"injected\"."),
            "23514", constraint("injected_check", "Failing row contains (1)."),
            "23502", ", COLUMN = 'id', DETAIL = 'Failing row contains (null).'" + TABLE);

    private PostgresErrors() {}

    private static Map<ServerError, ErrorProfile> raisable() {
        Map<ServerError, ErrorProfile> errors = new EnumMap<>(ServerError.class);
        errors.put(
                ServerError.SERIALIZATION_FAILURE,
                aborting("40001", "could not serialize access due to concurrent update"));
        errors.put(ServerError.DEADLOCK, aborting("40P01", "deadlock detected"));
        errors.put(ServerError.LOCK_TIMEOUT, aborting("55P03", "canceling statement due to lock timeout"));
        errors.put(ServerError.QUERY_CANCELLED, aborting("57014", "canceling statement due to user request"));
        errors.put(
                ServerError.DUPLICATE_KEY,
                aborting("23505", "duplicate key value violates unique constraint \"injected_pkey\""));
        errors.put(
                ServerError.FOREIGN_KEY_VIOLATION,
                aborting(
                        "23503",
                        "insert or update on table \"injected\" violates foreign key constraint \"injected_id_fkey\""));
        errors.put(
                ServerError.NOT_NULL_VIOLATION,
                aborting("23502", "null value in column \"id\" of relation \"injected\" violates not-null constraint"));
        errors.put(
                ServerError.CHECK_VIOLATION,
                aborting("23514", "new row for relation \"injected\" violates check constraint \"injected_check\""));
        errors.put(ServerError.READ_ONLY, aborting("25006", "cannot execute UPDATE in a read-only transaction"));
        errors.put(
                ServerError.DISK_FULL,
                aborting("53100", "could not extend file \"base/5/16384\": No space left on device"));
        errors.put(ServerError.ADMIN_SHUTDOWN, session("57P01", "terminating connection due to administrator command"));
        errors.put(
                ServerError.CONNECTION_LOST, session("08006", "An I/O error occurred while sending to the backend."));
        return Map.copyOf(errors);
    }

    // A failed statement aborts the transaction on PostgreSQL, whatever the failure.
    private static ErrorProfile aborting(String sqlState, String message) {
        return new ErrorProfile(sqlState, 0, message, ErrorProfile.Undone.ABORTED_TRANSACTION);
    }

    private static ErrorProfile session(String sqlState, String message) {
        return new ErrorProfile(sqlState, 0, message, ErrorProfile.Undone.SESSION);
    }

    private static String constraint(String name, String detail) {
        return ", CONSTRAINT = '" + name + "', DETAIL = '" + detail + "'" + TABLE;
    }

    static String raising(ErrorProfile profile) {
        return "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '" + profile.sqlState() + "', MESSAGE = '"
                + profile.message() + "'" + OF_CONSTRAINT.getOrDefault(profile.sqlState(), "") + "; END $$";
    }

    /**
     * Tells an exception of the driver's without the place in our statement where it was raised, and as severe as it is.
     *
     * @param text our statement
     * @param own what stands in its place, where the driver names the entry of a batch that failed
     * @param ends whether the error ends the session
     */
    record Cleaning(Reach reach, String text, String own, boolean ends) {

        SQLException of(SQLException raised) {
            if (raised instanceof BatchUpdateException batch && batch.getNextException() != null) {
                return ofBatch(batch, of(batch.getNextException()));
            }
            @Nullable Object answer = reach.call(raised, "getServerErrorMessage");
            if (answer == null) {
                return raised; // none of the server's: the connection broke meanwhile
            }
            @SuppressWarnings("unchecked") // As the driver declares it.
            Map<Character, String> parts = (Map<Character, String>) reach.get(answer, "mesgParts");
            parts.remove(WHERE);
            if (ends) {
                parts.put(SEVERITY, FATAL);
                parts.put(SEVERITY_UNTRANSLATED, FATAL);
            }
            SQLException told = (SQLException) reach.construct(raised.getClass(), answer);
            if (raised.getNextException() != null) {
                told.setNextException(raised.getNextException());
            }
            return told;
        }

        private SQLException ofBatch(BatchUpdateException batch, SQLException first) {
            String message = String.valueOf(batch.getMessage())
                    .replace(String.valueOf(batch.getNextException().getMessage()), first.getMessage())
                    .replace(text, own);
            BatchUpdateException told = new BatchUpdateException(
                    message, batch.getSQLState(), batch.getErrorCode(), batch.getLargeUpdateCounts(), first);
            told.setNextException(first);
            return told;
        }
    }
}
