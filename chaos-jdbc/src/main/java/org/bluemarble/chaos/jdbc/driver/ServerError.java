package org.bluemarble.chaos.jdbc.driver;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Errors that servers raise, by the names that rules use; each driver has its own SQLState and vendor code for them. */
public enum ServerError {
    /** The transaction could not be put into an order with the others. */
    SERIALIZATION_FAILURE,
    /** The transaction was chosen as a deadlock's victim. */
    DEADLOCK,
    /** A lock was not granted in time. */
    LOCK_TIMEOUT,
    /** Somebody cancelled the statement. */
    QUERY_CANCELLED,
    /** A unique key exists already. */
    DUPLICATE_KEY,
    /** The server takes no writes, as after a failover. */
    READ_ONLY,
    /** The server has no room for more data. */
    DISK_FULL,
    /** An administrator ended the session. */
    ADMIN_SHUTDOWN,
    /** The network connection broke. */
    CONNECTION_LOST,
    /** The server takes no more connections; only while connecting. */
    TOO_MANY_CONNECTIONS;

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
