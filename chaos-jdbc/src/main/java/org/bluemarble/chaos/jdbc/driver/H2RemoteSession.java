package org.bluemarble.chaos.jdbc.driver;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** H2 over TCP: {@code SessionRemote.transferList} holds one {@code Transfer} with a socket and two streams. */
final class H2RemoteSession extends WireSession implements H2Session {
    private static final WireProtocol PROTOCOL = new H2Protocol();
    static final Map<ServerError, ErrorProfile> ERRORS = H2Errors.withLostConnection(90067, "Connection is broken");

    H2RemoteSession(Connection connection, Reach reach) {
        super(connection, DriverKind.H2, reach);
    }

    private Object transfer() {
        List<?> transfers = (List<?>) reach.get(reach.get(connection(), "session"), "transferList");
        if (transfers.size() != 1) {
            throw new FaultRefusedException("the H2 session has " + transfers.size()
                    + " servers but must have one for this fault; clusters are not supported");
        }
        return transfers.get(0);
    }

    @Override
    ErrorProfile tooManyConnections() {
        throw H2Errors.noConnectionLimit();
    }

    @Override
    public OptionalLong backendId() {
        return OptionalLong.empty();
    }

    @Override
    Wire wire() {
        Object transfer = transfer();
        return new Wire((Socket) reach.get(transfer, "socket"), (InputStream) reach.get(transfer, "in"), (OutputStream)
                reach.get(transfer, "out"));
    }

    @Override
    Runnable divert(DivertedSocket to) {
        Object transfer = transfer();
        Wire former = wire();
        reach.set(transfer, "socket", to);
        reach.set(transfer, "in", new DataInputStream(new BufferedInputStream(to.getInputStream())));
        reach.set(transfer, "out", new DataOutputStream(new BufferedOutputStream(to.getOutputStream())));
        return () -> {
            reach.set(transfer, "socket", former.socket());
            reach.set(transfer, "in", former.in());
            reach.set(transfer, "out", former.out());
        };
    }

    @Override
    WireProtocol protocol() {
        return PROTOCOL;
    }

    @Override
    public Map<ServerError, ErrorProfile> raisable() {
        return ERRORS;
    }

    @Override
    void provoke(ServerError error, ErrorProfile profile) throws SQLException {
        H2Errors.provoke(this, profile);
    }

    @Override
    public void abort() {
        throw H2Errors.refuseAbort();
    }
}
