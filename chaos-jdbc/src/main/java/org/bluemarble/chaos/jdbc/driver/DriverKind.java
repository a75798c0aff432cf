package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The drivers whose insides we know, by the class of their physical connections. */
public enum DriverKind {
    /** pgjdbc, from 42.5. */
    POSTGRESQL("org.postgresql.jdbc.PgConnection"),
    /** MariaDB Connector/J, from 3.1. */
    MARIADB("org.mariadb.jdbc.Connection"),
    /** MySQL Connector/J, from 8.1. */
    MYSQL("com.mysql.cj.jdbc.ConnectionImpl"),
    /** H2, from 2.1, over TCP and embedded. */
    H2("org.h2.jdbc.JdbcConnection"),
    /** Any other driver. */
    UNKNOWN("");

    private final String connectionClass;

    DriverKind(String connectionClass) {
        this.connectionClass = connectionClass;
    }

    /** {@return the name of the class that this driver's physical connections have; empty for {@link #UNKNOWN}} */
    public String connectionClass() {
        return connectionClass;
    }

    /** {@return the errors that can be raised on an open connection of this driver} */
    public Set<ServerError> raisable() {
        return switch (this) {
            case POSTGRESQL -> PostgresErrors.RAISABLE.keySet();
            case MARIADB -> MariaDbSession.ERRORS.keySet();
            case MYSQL -> MySqlSession.ERRORS_OF_MYSQL.keySet();
            case H2 -> H2RemoteSession.ERRORS.keySet();
            case UNKNOWN -> UnknownSession.ERRORS.keySet();
        };
    }

    /** {@return the driver that a connection belongs to; {@link #UNKNOWN} for a pool's wrapper as well} */
    static DriverKind of(Connection connection) {
        for (@Nullable Class<?> c = connection.getClass(); c != null; c = c.getSuperclass()) {
            for (DriverKind kind : values()) {
                if (kind.connectionClass.equals(c.getName())) {
                    return kind;
                }
            }
        }
        return UNKNOWN;
    }
}
