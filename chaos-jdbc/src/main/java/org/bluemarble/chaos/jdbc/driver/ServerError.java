package org.bluemarble.chaos.jdbc.driver;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Errors that servers raise, by the names that rules use; each driver has its own SQLState and vendor code for them. */
public enum ServerError {
    /** The transaction could not be put into an order with the others. */
    SERIALIZATION_FAILURE("40001"),
    /** The transaction was chosen as a deadlock's victim. */
    DEADLOCK("40P01", "40001", "1213"),
    /** A lock was not granted in time. */
    LOCK_TIMEOUT("55P03", "HYT00", "1205", "50200"),
    /** Somebody cancelled the statement. */
    QUERY_CANCELLED("57014", "70100", "1317"),
    /** A unique key exists already. */
    DUPLICATE_KEY("23505", "23000", "1062"),
    /** A row refers to one that is not there. */
    FOREIGN_KEY_VIOLATION("23503", "23506", "23000", "1452"),
    /** A column that must have a value has none. */
    NOT_NULL_VIOLATION("23502", "23000", "1048"),
    /** A check constraint does not hold, as when gold would go below zero. */
    CHECK_VIOLATION("23514", "23513", "23000", "4025", "3819"),
    /** The server takes no writes, as after a failover. */
    READ_ONLY("25006", "1290", "90097"),
    /** The server has no room for more data. */
    DISK_FULL("53100", "1114"),
    /** An administrator ended the session. */
    ADMIN_SHUTDOWN("57P01"),
    /** The network connection broke. */
    CONNECTION_LOST("08006", "08S01", "08000", "90067"),
    /** The server takes no more connections; only while connecting. */
    TOO_MANY_CONNECTIONS("53300", "08004", "1040");

    /** Those that a server can answer with while a connection is made. */
    public static final Set<ServerError> WHILE_CONNECTING =
            Set.copyOf(EnumSet.of(ADMIN_SHUTDOWN, CONNECTION_LOST, TOO_MANY_CONNECTIONS));

    @SuppressWarnings("ImmutableEnumChecker") // What List.of returns is.
    private final List<String> codes;

    ServerError(String... codes) {
        this.codes = List.of(codes);
    }

    /** {@return SQLStates and vendor codes that it is known by, of one database or another} */
    public List<String> codes() {
        return codes;
    }

    /** {@return the name that rules use, for example {@code lock-timeout}} */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * {@return the error of a given name, if there is one}
     *
     * @param spelling as {@link #spelling()} gives it
     */
    public static Optional<ServerError> spelled(String spelling) {
        return Arrays.stream(values())
                .filter(error -> error.spelling().equals(spelling))
                .findFirst();
    }
}
