package org.bluemarble.chaos.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.Objects;
import javax.sql.CommonDataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections are wrapped. Drivers have some that are of several kinds at once, so each knows the ways
 * to a connection of all kinds.
 *
 * @param <T> of which kind its caller takes it
 */
final class WrappedDataSource<T extends CommonDataSource> extends Wrapped<T> {

    private final JdbcInterception interception;
    private final ConnectOrigin origin;

    WrappedDataSource(T real, Class<T> type, JdbcInterception interception) {
        super(real, type);
        this.interception = interception;
        this.origin = ConnectOrigin.of(real);
    }

    @Override
    @Nullable
    Object call(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getConnection" -> wrapped(connection(method, arguments));
            case "getXAConnection", "getPooledConnection" ->
                wrapped(pass(connect(method, arguments), method, arguments));
            default -> pass(method, arguments);
        };
    }

    private @Nullable Object connection(Method method, Object[] arguments) throws Throwable {
        OpenCall call = isPool() ? interception.acquire(real()) : connect(method, arguments);
        return pass(call, method, arguments);
    }

    private @Nullable OpenCall connect(Method method, Object[] arguments) {
        return interception.connect(() -> opened(Objects.requireNonNull(pass(method, arguments))), origin);
    }

    private static Connection opened(Object given) throws Throwable {
        return given instanceof PooledConnection pooled ? pooled.getConnection() : (Connection) given;
    }

    private @Nullable Object wrapped(@Nullable Object given) {
        if (given instanceof XAConnection branches) {
            return new WrappedPooledConnection<>(branches, XAConnection.class, interception).proxy();
        }
        if (given instanceof PooledConnection pooled) {
            return new WrappedPooledConnection<>(pooled, PooledConnection.class, interception).proxy();
        }
        return given == null ? null : new WrappedConnection((Connection) given, interception).proxy();
    }

    /** A data source that is no driver's own hands out connections of another one: a pool, for our purposes. */
    boolean isPool() {
        return !origin.isDrivers();
    }
}
