package org.bluemarble.chaos.jdbc;

import java.lang.reflect.Method;
import java.util.Objects;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** A data source for distributed transactions whose connections are wrapped. */
final class WrappedXaDataSource extends Wrapped<XADataSource> {

    private final JdbcInterception interception;

    WrappedXaDataSource(XADataSource real, JdbcInterception interception) {
        super(real, XADataSource.class);
        this.interception = interception;
    }

    @Override
    @Nullable
    Object call(Method method, Object[] arguments) throws Throwable {
        if (!method.getName().equals("getXAConnection")) {
            return pass(method, arguments);
        }
        Object connection = pass(
                interception.connect(
                        () -> ((XAConnection) Objects.requireNonNull(pass(method, arguments))).getConnection(), null),
                method,
                arguments);
        return connection == null ? null : new WrappedXaConnection((XAConnection) connection, interception).proxy();
    }
}
