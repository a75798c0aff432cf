package org.bluemarble.chaos.jdbc.driver;

import java.util.EnumMap;
import java.util.Map;

/** The errors of MariaDB and MySQL, and the statement that makes a server raise one. */
final class MySqlErrors {
    private MySqlErrors() {}

    /** The state of a lock timeout as servers send it. */
    static final String LOCK_TIMEOUT_STATE = "HY000";

    private static final int LOCK_TIMEOUT = 1205;

    /** A killed session as MariaDB reports it. */
    static final ErrorProfile KILLED_BY_MARIADB = session("70100", 1927, "Connection was killed");

    /** A killed session as MySQL reports it. */
    static final ErrorProfile KILLED_BY_MYSQL = session("70100", 1317, "Query execution was interrupted");

    /**
     * {@return what can be raised}
     *
     * @param lost what the driver gives a lost connection
     * @param killed what the server gives a session that it ends
     * @param lockTimeoutState the SQLState of a lock timeout, which one driver changes
     */
    static Map<ServerError, ErrorProfile> with(ErrorProfile lost, ErrorProfile killed, String lockTimeoutState) {
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
                statement(lockTimeoutState, LOCK_TIMEOUT, "Lock wait timeout exceeded; try restarting transaction"));
        errors.put(ServerError.QUERY_CANCELLED, statement("70100", 1317, "Query execution was interrupted"));
        errors.put(ServerError.DUPLICATE_KEY, statement("23000", 1062, "Duplicate entry for key PRIMARY"));
        errors.put(
                ServerError.READ_ONLY,
                statement(
                        "HY000",
                        1290,
                        "The server is running with the --read-only option so it cannot execute this statement"));
        errors.put(ServerError.DISK_FULL, statement("HY000", 1114, "The table is full"));
        errors.put(ServerError.ADMIN_SHUTDOWN, killed);
        errors.put(ServerError.CONNECTION_LOST, lost);
        return Map.copyOf(errors);
    }

    private static ErrorProfile statement(String sqlState, int vendorCode, String message) {
        return new ErrorProfile(sqlState, vendorCode, message, ErrorProfile.Undone.STATEMENT);
    }

    static ErrorProfile session(String sqlState, int vendorCode, String message) {
        return new ErrorProfile(sqlState, vendorCode, message, ErrorProfile.Undone.SESSION);
    }

    static String signal(ErrorProfile profile) {
        String sqlState = profile.vendorCode() == LOCK_TIMEOUT ? LOCK_TIMEOUT_STATE : profile.sqlState();
        return "SIGNAL SQLSTATE '" + sqlState + "' SET MYSQL_ERRNO = " + profile.vendorCode() + ", MESSAGE_TEXT = '"
                + profile.message() + "'";
    }
}
