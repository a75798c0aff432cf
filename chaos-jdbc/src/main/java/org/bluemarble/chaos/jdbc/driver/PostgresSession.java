package org.bluemarble.chaos.jdbc.driver;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** pgjdbc: {@code PgConnection.queryExecutor} has a {@code PGStream}, whose socket can be changed. */
final class PostgresSession extends WireSession {
    private static final WireProtocol PROTOCOL = new PostgresProtocol();

    PostgresSession(Connection connection, Reach reach) {
        super(connection, DriverKind.POSTGRESQL, reach);
    }

    private Object executor() {
        return reach.get(connection(), "queryExecutor");
    }

    private Object stream() {
        return reach.get(executor(), "pgStream");
    }

    @Override
    public boolean wouldSendCommit() throws SQLException {
        return !isAutoCommit() && mayHaveOpenTransaction();
    }

    @Override
    public boolean mayHaveOpenTransaction() {
        return !String.valueOf(reach.getNullable(executor(), "transactionState"))
                .equals("IDLE");
    }

    @Override
    public BatchText batchOf(Statement statement) {
        List<?> queries = reach.getNullable(statement, "batchStatements") instanceof List<?> list ? list : List.of();
        String prepared = preparedSql(statement);
        String texts = queries.stream().map(String::valueOf).collect(Collectors.joining(";\n"));
        return new BatchText(prepared == null ? texts : prepared, queries.size());
    }

    @Override
    ErrorProfile tooManyConnections() {
        return PostgresErrors.TOO_MANY_CONNECTIONS;
    }

    @Override
    public OptionalLong backendId() {
        return reach.call(executor(), "getBackendPID") instanceof Number pid
                ? OptionalLong.of(pid.longValue())
                : OptionalLong.empty();
    }

    @Override
    public @Nullable String preparedSql(Statement statement) {
        if (!Reach.has(statement, "preparedQuery")) {
            return null;
        }
        Object key = reach.get(reach.get(statement, "preparedQuery"), "key");
        return key instanceof String text ? text : (String) reach.getNullable(key, "sql");
    }

    @Override
    Wire wire() {
        Object stream = stream();
        return new Wire(
                (Socket) reach.get(stream, "connection"), (InputStream) reach.get(stream, "pgInput"), (OutputStream)
                        reach.get(stream, "pgOutput"));
    }

    @Override
    Runnable divert(DivertedSocket to) {
        Object stream = stream();
        Wire former = wire();
        reach.call(stream, "changeSocket", to);
        // pgjdbc reads on after a timeout that nobody asked for, so a new stream must know that ours are meant.
        Object input = reach.get(stream, "pgInput");
        if (Reach.has(input, "timeoutRequested")) {
            reach.set(input, "timeoutRequested", true);
        }
        return () -> {
            reach.set(stream, "connection", former.socket());
            reach.set(stream, "pgInput", former.in());
            reach.set(stream, "pgOutput", former.out());
        };
    }

    @Override
    WireProtocol protocol() {
        return PROTOCOL;
    }

    @Override
    public Map<ServerError, ErrorProfile> raisable() {
        return PostgresErrors.RAISABLE;
    }

    @Override
    void provoke(ServerError error, ErrorProfile profile) throws SQLException {
        if (error == ServerError.CONNECTION_LOST) {
            sever();
            throw lostConnection();
        }
        boolean ends = profile.undone() == ErrorProfile.Undone.SESSION;
        String text = error == ServerError.ADMIN_SHUTDOWN
                ? "SELECT pg_terminate_backend(pg_backend_pid())"
                : PostgresErrors.raising(profile);
        SQLException raised = failureOf("raise " + error.spelling(), () -> runFailing(text));
        BatchAnswer batch = batch();
        String own = batch == null ? null : batch.firstText();
        throw new PostgresErrors.Cleaning(reach, text, own == null ? "<unknown>" : own, ends).of(raised);
    }

    @Override
    public SQLException endByServer() {
        return raise(ServerError.ADMIN_SHUTDOWN);
    }
}
