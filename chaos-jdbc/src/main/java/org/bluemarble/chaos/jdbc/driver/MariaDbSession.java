package org.bluemarble.chaos.jdbc.driver;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB Connector/J: {@code Connection.client} is a {@code StandardClient}, whose method {@code assignStream} makes
 * its reader and writer from streams. Their classes changed names between versions, so they are never named here.
 */
final class MariaDbSession extends MySqlFamilySession {
    private static final WireProtocol PROTOCOL = new MySqlProtocol(false);
    static final Map<ServerError, ErrorProfile> ERRORS = MySqlErrors.of(
            MySqlErrors.Server.MARIADB,
            MySqlErrors.session("08000", -1, "Socket error"),
            MySqlErrors.LOCK_TIMEOUT_STATE);
    private static final int IN_TRANSACTION = 1;

    MariaDbSession(Connection connection, Reach reach) {
        super(connection, DriverKind.MARIADB, reach);
    }

    private Object client() {
        Object client = reach.get(connection(), "client");
        // With several hosts in the URL the client of the moment is inside another.
        while (Reach.has(client, "currentClient")) {
            client = reach.get(client, "currentClient");
        }
        return client;
    }

    private Object context() {
        return reach.get(client(), "context");
    }

    @Override
    public boolean wouldSendCommit() throws SQLException {
        if (Boolean.TRUE.equals(reach.getNullable(connection(), "forceTransactionEnd"))) {
            return true;
        }
        return reach.call(context(), "getServerStatus") instanceof Integer status && (status & IN_TRANSACTION) != 0;
    }

    @Override
    public boolean mayHaveOpenTransaction() {
        return !(reach.call(context(), "getServerStatus") instanceof Integer status) || (status & IN_TRANSACTION) != 0;
    }

    @Override
    public BatchText batchOf(Statement statement) {
        String prepared = preparedSql(statement);
        if (prepared != null) {
            return new BatchText(prepared, sizeOf(reach.getNullable(statement, "batchParameters")));
        }
        Object queries = reach.getNullable(statement, "batchQueries");
        return new BatchText(joined(queries), sizeOf(queries));
    }

    @Override
    public OptionalLong backendId() {
        return reach.call(context(), "getThreadId") instanceof Number id
                ? OptionalLong.of(id.longValue())
                : OptionalLong.empty();
    }

    @Override
    public @Nullable String preparedSql(Statement statement) {
        return Reach.has(statement, "sql") ? (String) reach.getNullable(statement, "sql") : null;
    }

    @Override
    Wire wire() {
        Object client = client();
        return new Wire(
                (Socket) reach.get(client, "socket"),
                (InputStream) reach.get(reach.get(client, "reader"), "inputStream"),
                (OutputStream) reach.get(reach.get(client, "writer"), "out"));
    }

    /** After an error of class 08 the driver takes its connection for gone, and leaves its socket to the garbage collector. */
    @Override
    public SQLException refuseConnection(ServerError error) {
        Wire real = wire();
        try {
            return super.refuseConnection(error);
        } finally {
            real.close();
        }
    }

    @Override
    Runnable divert(DivertedSocket to) {
        Object client = client();
        Object socket = reach.get(client, "socket");
        Object reader = reach.get(client, "reader");
        Object writer = reach.get(client, "writer");
        Object configuration = reach.get(client, "conf");
        reach.call(
                client,
                "assignStream",
                to.getOutputStream(),
                to.getInputStream(),
                configuration,
                reach.call(context(), "getThreadId"));
        reach.set(client, "socket", to);
        // Newer versions begin with the small limit that holds before the login.
        copyLimit(reader, reach.get(client, "reader"));
        copyLimit(writer, reach.get(client, "writer"));
        return () -> {
            reach.set(client, "socket", socket);
            reach.set(client, "reader", reader);
            reach.set(client, "writer", writer);
        };
    }

    private void copyLimit(Object from, Object to) {
        if (Reach.has(from, "maxAllowedPacket") && Reach.has(to, "maxAllowedPacket")) {
            reach.set(to, "maxAllowedPacket", reach.getNullable(from, "maxAllowedPacket"));
        }
    }

    @Override
    WireProtocol protocol() {
        return PROTOCOL;
    }

    @Override
    public Map<ServerError, ErrorProfile> raisable() {
        return ERRORS;
    }
}
