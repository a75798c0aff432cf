package org.bluemarble.chaos.jdbc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a pool keeps, or that takes part in distributed transactions.
 *
 * @param <T> which of the two
 */
final class WrappedPooledConnection<T extends PooledConnection> extends Wrapped<T> {

    private final JdbcInterception interception;

    WrappedPooledConnection(T real, Class<T> type, JdbcInterception interception) {
        super(real, type);
        this.interception = interception;
    }

    @Override
    @Nullable
    Object call(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "addConnectionEventListener", "removeConnectionEventListener" ->
                pass(method, new Object[] {new Relay((ConnectionEventListener) arguments[0], proxy())});
            default -> wrapped(pass(method, arguments));
        };
    }

    private @Nullable Object wrapped(@Nullable Object returned) {
        if (returned instanceof Connection connection) {
            return new WrappedConnection(connection, interception).proxy();
        }
        return returned instanceof XAResource resource ? new Resource(resource, interception).proxy() : returned;
    }

    /** A pool knows its connection by what an event names, which must be what the pool was given. */
    private record Relay(ConnectionEventListener pool, PooledConnection given) implements ConnectionEventListener {

        @Override
        public void connectionClosed(ConnectionEvent event) {
            pool.connectionClosed(new ConnectionEvent(given, event.getSQLException()));
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            pool.connectionErrorOccurred(new ConnectionEvent(given, event.getSQLException()));
        }
    }

    /** Its branches' commits and rollbacks pass the points. */
    private static final class Resource extends Wrapped<XAResource> {

        private final JdbcInterception interception;

        Resource(XAResource real, JdbcInterception interception) {
            super(real, XAResource.class);
            this.interception = interception;
        }

        @Override
        @Nullable
        Object call(Method method, Object[] arguments) throws Throwable {
            return switch (method.getName()) {
                case "commit" ->
                    pass(interception.xaCommit(real(), (Xid) arguments[0], (Boolean) arguments[1]), method, arguments);
                case "rollback" -> pass(interception.xaRollback(real(), (Xid) arguments[0]), method, arguments);
                case "isSameRM" -> pass(method, new Object[] {unwrapped(arguments[0])});
                default -> pass(method, arguments);
            };
        }

        /** The driver compares resources by its own class. */
        private static Object unwrapped(Object other) {
            return Proxy.isProxyClass(other.getClass())
                            && Proxy.getInvocationHandler(other) instanceof Resource resource
                    ? resource.real()
                    : other;
        }
    }
}
