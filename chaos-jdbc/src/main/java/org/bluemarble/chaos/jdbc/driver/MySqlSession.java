package org.bluemarble.chaos.jdbc.driver;

import java.io.BufferedOutputStream;
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
 * MySQL Connector/J: the protocol behind {@code ConnectionImpl.session} has a socket connection with the socket and
 * both streams, and a packet sender that keeps the outgoing stream once more.
 */
final class MySqlSession extends MySqlFamilySession {
    private static final String PACKAGE = "com.mysql.cj.protocol.";

    /** The driver calls a lock timeout a serialization failure, although only the statement is undone. */
    private static final String LOCK_TIMEOUT_STATE = "40001";

    private static final ErrorProfile LOST = MySqlErrors.session("08S01", 0, "Communications link failure");
    static final Map<ServerError, ErrorProfile> ERRORS_OF_MYSQL =
            MySqlErrors.of(MySqlErrors.Server.MYSQL, LOST, LOCK_TIMEOUT_STATE);
    private static final Map<ServerError, ErrorProfile> ERRORS_OF_MARIADB =
            MySqlErrors.of(MySqlErrors.Server.MARIADB, LOST, LOCK_TIMEOUT_STATE);

    MySqlSession(Connection connection, Reach reach) {
        super(connection, DriverKind.MYSQL, reach);
    }

    private Object session() {
        return reach.get(connection(), "session");
    }

    private Object protocolOfDriver() {
        return reach.get(session(), "protocol");
    }

    private Object serverSession() {
        return reach.get(protocolOfDriver(), "serverSession");
    }

    @Override
    public boolean wouldSendCommit() throws SQLException {
        if (isAutoCommit()) {
            return false;
        }
        Object useLocalState = reach.get(connection(), "useLocalTransactionState");
        return !Boolean.TRUE.equals(reach.call(useLocalState, "getValue"))
                || Boolean.TRUE.equals(reach.call(serverSession(), "inTransactionOnServer"));
    }

    @Override
    public boolean mayHaveOpenTransaction() {
        // A branch of a distributed transaction is none that the server's status tells of.
        return Boolean.TRUE.equals(reach.call(serverSession(), "inTransactionOnServer"))
                || Boolean.TRUE.equals(reach.call(connection(), "isInGlobalTx"));
    }

    @Override
    public BatchText batchOf(Statement statement) {
        Object entries = reach.call(reach.get(statement, "query"), "getBatchedArgs");
        String prepared = preparedSql(statement);
        return new BatchText(prepared == null ? joined(entries) : prepared, sizeOf(entries));
    }

    @Override
    public OptionalLong backendId() {
        Object capabilities = reach.get(serverSession(), "capabilities");
        return reach.call(capabilities, "getThreadId") instanceof Number id
                ? OptionalLong.of(id.longValue())
                : OptionalLong.empty();
    }

    @Override
    public @Nullable String preparedSql(Statement statement) {
        if (!Reach.has(statement, "query")) {
            return null;
        }
        Object query = reach.get(statement, "query");
        return Reach.has(query, "originalSql") ? (String) reach.getNullable(query, "originalSql") : null;
    }

    @Override
    Wire wire() {
        Object socketConnection = reach.get(protocolOfDriver(), "socketConnection");
        return new Wire(
                (Socket) reach.get(socketConnection, "mysqlSocket"),
                (InputStream) reach.get(socketConnection, "mysqlInput"),
                (OutputStream) reach.get(socketConnection, "mysqlOutput"));
    }

    @Override
    Runnable divert(DivertedSocket to) {
        Object socketConnection = reach.get(protocolOfDriver(), "socketConnection");
        Object sender = packetSender();
        Wire former = wire();
        Object input =
                reach.construct(reach.sibling(connection(), PACKAGE + "FullReadInputStream"), to.getInputStream());
        OutputStream output = new BufferedOutputStream(to.getOutputStream());
        reach.set(socketConnection, "mysqlSocket", to);
        reach.set(socketConnection, "mysqlInput", input);
        reach.set(socketConnection, "mysqlOutput", output);
        reach.set(sender, "outputStream", output);
        return () -> {
            reach.set(socketConnection, "mysqlSocket", former.socket());
            reach.set(socketConnection, "mysqlInput", former.in());
            reach.set(socketConnection, "mysqlOutput", former.out());
            reach.set(sender, "outputStream", former.out());
        };
    }

    /** {@return the innermost of the senders, which may be decorated for time keeping and the like} */
    private Object packetSender() {
        Object sender = reach.get(protocolOfDriver(), "packetSender");
        @Nullable Object innermost = reach.call(sender, "undecorateAll");
        if (innermost == null || !innermost.getClass().getSimpleName().equals("SimplePacketSender")) {
            throw new FaultRefusedException("useCompression was true but must be false for this fault with MySQL's"
                    + " driver: a compressed stream cannot be handed over");
        }
        return innermost;
    }

    @Override
    WireProtocol protocol() {
        return new MySqlProtocol(Boolean.TRUE.equals(reach.call(serverSession(), "supportsQueryAttributes")));
    }

    @Override
    public Map<ServerError, ErrorProfile> raisable() {
        String version = String.valueOf(reach.call(reach.get(serverSession(), "capabilities"), "getServerVersion"));
        return version.contains("MariaDB") ? ERRORS_OF_MARIADB : ERRORS_OF_MYSQL;
    }
}
