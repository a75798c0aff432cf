package org.bluemarble.chaos.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection whose transactions and statements pass the points. */
final class WrappedConnection extends Wrapped<Connection> {

    private final JdbcInterception interception;

    WrappedConnection(Connection real, JdbcInterception interception) {
        super(real, Connection.class);
        this.interception = interception;
    }

    @Override
    @Nullable
    Object call(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "commit" -> pass(interception.commit(real()), method, arguments);
            case "rollback" -> pass(interception.rollback(real(), isToSavepoint(arguments)), method, arguments);
            case "setAutoCommit" -> pass(interception.setAutoCommit(real(), (Boolean) arguments[0]), method, arguments);
            case "createStatement" -> statement(null, Statement.class, pass(method, arguments));
            case "prepareStatement" ->
                statement((String) arguments[0], java.sql.PreparedStatement.class, pass(method, arguments));
            case "prepareCall" ->
                statement((String) arguments[0], java.sql.CallableStatement.class, pass(method, arguments));
            default -> pass(method, arguments);
        };
    }

    private static boolean isToSavepoint(Object[] arguments) {
        return arguments.length == 1 && arguments[0] instanceof Savepoint;
    }

    private <S extends Statement> @Nullable Object statement(
            @Nullable String sql, Class<S> type, @Nullable Object made) {
        return made == null ? null : new WrappedStatement<>(type.cast(made), type, sql, this, interception).proxy();
    }
}
