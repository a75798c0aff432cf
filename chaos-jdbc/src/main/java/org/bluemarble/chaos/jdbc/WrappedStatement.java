package org.bluemarble.chaos.jdbc;

import java.lang.reflect.Method;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.jdbc.driver.BatchText;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose executions pass the points. Knows its own text, and counts its batch, so that nobody has to ask the
 * driver.
 *
 * @param <S> the statement's JDBC interface
 */
final class WrappedStatement<S extends Statement> extends Wrapped<S> {

    private final @Nullable String prepared;
    private final WrappedConnection connection;
    private final JdbcInterception interception;
    private final List<String> batch = new ArrayList<>();
    private long batchSize;

    WrappedStatement(
            S real,
            Class<S> type,
            @Nullable String prepared,
            WrappedConnection connection,
            JdbcInterception interception) {
        super(real, type);
        this.prepared = prepared;
        this.connection = connection;
        this.interception = interception;
    }

    @Override
    @Nullable
    Object call(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
                pass(execute(arguments), method, arguments);
            case "executeBatch", "executeLargeBatch" -> executeBatch(method, arguments);
            case "addBatch" -> addBatch(method, arguments);
            case "clearBatch" -> {
                forgetBatch();
                yield pass(method, arguments);
            }
            case "getConnection" -> connection.proxy();
            default -> pass(method, arguments);
        };
    }

    private @Nullable OpenCall execute(Object[] arguments) {
        StatementKind kind = arguments.length > 0 ? StatementKind.PLAIN : StatementKind.PREPARED;
        BatchText text = new BatchText(arguments.length > 0 ? (String) arguments[0] : prepared, 1);
        return interception.execute(real(), kind, session -> text);
    }

    private @Nullable Object addBatch(Method method, Object[] arguments) throws Throwable {
        Object none = pass(method, arguments);
        batchSize++;
        if (arguments.length > 0) {
            batch.add((String) arguments[0]);
        }
        return none;
    }

    private @Nullable Object executeBatch(Method method, Object[] arguments) throws Throwable {
        String sql = prepared == null ? String.join(";\n", batch) : prepared;
        BatchText text = new BatchText(sql, batchSize);
        OpenCall call = interception.execute(real(), StatementKind.BATCH, session -> text);
        // A batch is spent by its execution, however that ends.
        forgetBatch();
        return pass(call, method, arguments);
    }

    private void forgetBatch() {
        batch.clear();
        batchSize = 0;
    }
}
