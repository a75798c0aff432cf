package org.bluemarble.chaos.jdbc.driver;

import java.util.EnumMap;
import java.util.Map;

/** The errors of MariaDB and MySQL, and the statement that makes a server raise one. */
final class MySqlErrors {
    private MySqlErrors() {}

    /** The state of a lock timeout as servers send it. */
    static final String LOCK_TIMEOUT_STATE = "HY000";

    private static final int LOCK_TIMEOUT = 1205;

    /** Whose server it is, since some of their errors differ. */
    enum Server {
        MARIADB(
                "MariaDB",
                "PRIMARY",
                statement("23000", 4025, "CONSTRAINT `injected` failed for `injected`.`injected`")),
        MYSQL("MySQL", "injected.PRIMARY", statement("HY000", 3819, "Check constraint 'injected' is violated."));

        private final String product;
        private final String key;

        @SuppressWarnings("ImmutableEnumChecker") // A record of values.
        private final ErrorProfile check;

        Server(String product, String key, ErrorProfile check) {
            this.product = product;
            this.key = key;
            this.check = check;
        }
    }

    /**
     * {@return what can be raised}
     *
     * @param server who raises it
     * @param lost what the driver gives a lost connection
     * @param lockTimeoutState the SQLState of a lock timeout, which one driver changes
     */
    static Map<ServerError, ErrorProfile> of(Server server, ErrorProfile lost, String lockTimeoutState) {
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
        putConstraints(errors, server);
        errors.put(
                ServerError.READ_ONLY,
                statement(
                        "HY000",
                        1290,
                        "The " + server.product + " server is running with the --read-only option so it cannot execute"
                                + " this statement"));
        errors.put(ServerError.DISK_FULL, statement("HY000", 1114, "The table 'injected' is full"));
        // Of its end a session learns nothing: the server closes the connection.
        errors.put(ServerError.ADMIN_SHUTDOWN, lost);
        errors.put(ServerError.CONNECTION_LOST, lost);
        return Map.copyOf(errors);
    }

    private static void putConstraints(Map<ServerError, ErrorProfile> errors, Server server) {
        errors.put(
                ServerError.DUPLICATE_KEY,
                statement("23000", 1062, "Duplicate entry '1' for key '" + server.key + "'"));
        // Short names, since a server takes a text of 128 characters at most.
        errors.put(
                ServerError.FOREIGN_KEY_VIOLATION,
                statement(
                        "23000",
                        1452,
                        "Cannot add or update a child row: a foreign key constraint fails"
                                + " (``.`i`, CONSTRAINT `i` FOREIGN KEY (`i`) REFERENCES `i` (`i`))"));
        errors.put(ServerError.NOT_NULL_VIOLATION, statement("23000", 1048, "Column 'injected' cannot be null"));
        errors.put(ServerError.CHECK_VIOLATION, server.check);
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
                + profile.message().replace("'", "''") + "'";
    }
}
