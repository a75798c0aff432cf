package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** Finds the physical connection under a pool's wrappers, and the session behind it. Immutable and thread-safe. */
public final class DriverSessions {
    private static final int MOST_WRAPPERS = 16;

    private final Reach reach;

    /**
     * Makes a finder.
     *
     * @param opener opens drivers that are named modules
     */
    public DriverSessions(Opener opener) {
        this.reach = new Reach(opener);
    }

    /**
     * {@return the session behind a connection; one of {@link DriverKind#UNKNOWN} refuses what it cannot do}
     *
     * @param connection a physical connection, or a wrapper of one
     */
    public DriverSession of(Connection connection) {
        Connection physical = physicalOf(connection);
        DriverKind kind = DriverKind.of(physical);
        if (kind == DriverKind.POSTGRESQL) {
            return new PostgresSession(physical, reach);
        }
        if (kind == DriverKind.MARIADB) {
            return new MariaDbSession(physical, reach);
        }
        if (kind == DriverKind.MYSQL) {
            return new MySqlSession(physical, reach);
        }
        if (kind == DriverKind.H2) {
            return h2(physical);
        }
        return new UnknownSession(physical, reach);
    }

    /**
     * {@return the physical connection whose branches a resource manager ends, or null if its driver is not known}
     *
     * @param resource a driver's own, not a wrapper
     */
    public @Nullable Connection connectionOf(XAResource resource) {
        // MariaDB's resource is an inner class of the connection that takes part; the others are that connection.
        Object owner = Reach.has(resource, "this$0") ? reach.get(resource, "this$0") : resource;
        for (String field : List.of("conn", "connection", "underlyingConnection", "physicalConn")) {
            if (Reach.has(owner, field) && reach.getNullable(owner, field) instanceof Connection connection) {
                return physicalOf(connection);
            }
        }
        return null;
    }

    private DriverSession h2(Connection physical) {
        Object session = reach.get(physical, "session");
        return Reach.has(session, "transferList")
                ? new H2RemoteSession(physical, reach)
                : new H2EmbeddedSession(physical, reach);
    }

    /**
     * {@return the driver's own connection under any number of wrappers; what was given, if no wrapper lets us through}
     *
     * @param connection a connection
     */
    public static Connection physicalOf(Connection connection) {
        Connection current = connection;
        for (int depth = 0; depth < MOST_WRAPPERS; depth++) {
            if (DriverKind.of(current) != DriverKind.UNKNOWN) {
                return current;
            }
            @Nullable Connection inner = unwrap(current);
            if (inner == null || inner == current) {
                return current;
            }
            current = inner;
        }
        return current;
    }

    private static @Nullable Connection unwrap(Connection wrapper) {
        for (DriverKind kind : DriverKind.values()) {
            @Nullable Connection inner = kind == DriverKind.UNKNOWN ? null : unwrapTo(kind.connectionClass(), wrapper);
            if (inner != null) {
                return inner;
            }
        }
        Connection active = activeMySqlConnection(wrapper);
        return active == null ? ask(wrapper, Connection.class) : active;
    }

    /** MySQL's handles of pooled connections and of branches unwrap to yet another handle, but tell whose they are. */
    private static @Nullable Connection activeMySqlConnection(Connection handle) {
        try {
            Class<?> type = Class.forName(
                    "com.mysql.cj.jdbc.JdbcConnection", false, handle.getClass().getClassLoader());
            return type.isInstance(handle)
                    ? (Connection) type.getMethod("getActiveMySQLConnection").invoke(handle)
                    : null;
        } catch (ReflectiveOperationException notMySql) {
            return null;
        }
    }

    // Some pools answer only when asked for the driver's class itself, which they or the application can see.
    private static @Nullable Connection unwrapTo(String className, Connection wrapper) {
        for (@Nullable
        ClassLoader loader : new @Nullable ClassLoader[] {
            wrapper.getClass().getClassLoader(), Thread.currentThread().getContextClassLoader()
        }) {
            try {
                Class<?> type = Class.forName(className, false, loader);
                @Nullable
                Connection inner = Connection.class.isAssignableFrom(type)
                        ? ask(wrapper, type.asSubclass(Connection.class))
                        : null;
                if (inner != null) {
                    return inner;
                }
            } catch (ClassNotFoundException notThisDriver) {
                // The next loader may know it.
            }
        }
        return null;
    }

    private static @Nullable Connection ask(Connection wrapper, Class<? extends Connection> type) {
        try {
            return wrapper.isWrapperFor(type) ? wrapper.unwrap(type) : null;
        } catch (SQLException closedOrUnwilling) {
            return null;
        }
    }
}
