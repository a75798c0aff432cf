package org.bluemarble.chaos.jdbc.driver;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Speaks the database's protocol on a socket that its driver has lost. */
final class KeptWireSession implements KeptSession {
    // No server takes that long to commit; without a limit a dead one would hold the committing thread for ever.
    private static final int PATIENCE_MILLIS = 30_000;

    // Kept from being collected: some drivers close the sockets of connections that nobody holds any more.
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final Connection connection;

    private final Wire wire;
    private final WireProtocol protocol;

    KeptWireSession(Connection connection, Wire wire, WireProtocol protocol) {
        this.connection = connection;
        this.wire = wire;
        this.protocol = protocol;
    }

    @Override
    public Ending commit() throws SQLException {
        try {
            wire.socket().setSoTimeout(PATIENCE_MILLIS);
            protocol.writeCommit(wire.out());
            return protocol.readCommitReply(wire.in());
        } catch (IOException e) {
            throw new SQLException("the kept session was lost while it committed: " + e.getMessage(), "08006", e);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
