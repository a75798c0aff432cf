package org.bluemarble.chaos.jdbc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** A connection that takes part in distributed transactions. */
final class WrappedXaConnection extends Wrapped<XAConnection> {

    private final JdbcInterception interception;

    WrappedXaConnection(XAConnection real, JdbcInterception interception) {
        super(real, XAConnection.class);
        this.interception = interception;
    }

    @Override
    @Nullable
    Object call(Method method, Object[] arguments) throws Throwable {
        Object returned = pass(method, arguments);
        if (returned instanceof Connection connection) {
            return new WrappedConnection(connection, interception).proxy();
        }
        if (returned instanceof XAResource resource && method.getName().equals("getXAResource")) {
            return new Resource(resource, interception).proxy();
        }
        return returned;
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
                case "commit" -> pass(interception.xaCommit(real(), (Xid) arguments[0]), method, arguments);
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
