package org.bluemarble.chaos.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/** A data source whose connections are wrapped. */
final class WrappedDataSource extends Wrapped<DataSource> {

    private static final List<String> DRIVER_PACKAGES =
            List.of("org.postgresql.", "org.mariadb.jdbc.", "com.mysql.cj.", "org.h2.");

    private final JdbcInterception interception;

    WrappedDataSource(DataSource real, JdbcInterception interception) {
        super(real, DataSource.class);
        this.interception = interception;
    }

    @Override
    @Nullable
    Object call(Method method, Object[] arguments) throws Throwable {
        if (!method.getName().equals("getConnection")) {
            return pass(method, arguments);
        }
        OpenCall call = isPool()
                ? interception.acquire(real())
                : interception.connect(() -> (Connection) Objects.requireNonNull(pass(method, arguments)), null);
        Object connection = pass(call, method, arguments);
        return connection == null ? null : new WrappedConnection((Connection) connection, interception).proxy();
    }

    /** A data source that is no driver's own hands out connections of another one: a pool, for our purposes. */
    boolean isPool() {
        String name = real().getClass().getName();
        return DRIVER_PACKAGES.stream().noneMatch(name::startsWith);
    }
}
