package org.bluemarble.chaos.jdbc.driver;

import java.util.EnumMap;
import java.util.Map;

/** The errors of MariaDB and MySQL, and the statement that makes a server raise one. */
final class MySqlErrors {
    private MySqlErrors() {}

    /**
     * {@return what can be raised}
     *
     * @param lostState the SQLState that the driver gives a lost connection
     * @param lostMessage and its words
     */
    static Map<ServerError, ErrorProfile> withLostConnection(String lostState, String lostMessage) {
        Map<ServerError, ErrorProfile> errors = new EnumMap<>(ServerError.class);
        // InnoDB reports both alike, and rolls the whole transaction back.
        ErrorProfile deadlock = new ErrorProfile(
                "40001",
                1213,
                "Deadlock found when trying to get lock; try restarting transaction",
                ErrorProfile.Undone.TRANSACTION);
        errors.put(ServerError.DEADLOCK, deadlock);
        errors.put(ServerError.SERIALIZATION_FAILURE, deadlock);
        errors.put(
                ServerError.LOCK_TIMEOUT,
                statement("HY000", 1205, "Lock wait timeout exceeded; try restarting transaction"));
        errors.put(ServerError.QUERY_CANCELLED, statement("70100", 1317, "Query execution was interrupted"));
        errors.put(ServerError.DUPLICATE_KEY, statement("23000", 1062, "Duplicate entry for key PRIMARY"));
        errors.put(
                ServerError.READ_ONLY,
                statement(
                        "HY000",
                        1290,
                        "The server is running with the --read-only option so it cannot execute this statement"));
        errors.put(ServerError.DISK_FULL, statement("HY000", 1114, "The table is full"));
        errors.put(
                ServerError.ADMIN_SHUTDOWN,
                new ErrorProfile("70100", 1317, "Query execution was interrupted", ErrorProfile.Undone.SESSION));
        errors.put(
                ServerError.CONNECTION_LOST, new ErrorProfile(lostState, 0, lostMessage, ErrorProfile.Undone.SESSION));
        return Map.copyOf(errors);
    }

    private static ErrorProfile statement(String sqlState, int vendorCode, String message) {
        return new ErrorProfile(sqlState, vendorCode, message, ErrorProfile.Undone.STATEMENT);
    }

    static String signal(ErrorProfile profile) {
        return "SIGNAL SQLSTATE '" + profile.sqlState() + "' SET MYSQL_ERRNO = " + profile.vendorCode()
                + ", MESSAGE_TEXT = '" + profile.message() + "'";
    }
}
