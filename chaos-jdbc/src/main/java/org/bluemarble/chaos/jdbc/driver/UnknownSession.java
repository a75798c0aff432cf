package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A session of a driver whose insides we do not know: what JDBC itself offers works, the rest is refused by name. */
final class UnknownSession extends CommonSession {

    UnknownSession(Connection connection, Reach reach) {
        super(connection, DriverKind.UNKNOWN, reach);
    }

    private FaultRefusedException refuse() {
        return new FaultRefusedException("driver was " + connection().getClass().getName()
                + " but must be pgjdbc, MariaDB Connector/J, MySQL Connector/J or H2 for this fault; latency, exception"
                + " and abort work with any driver");
    }

    @Override
    public boolean wouldSendCommit() throws SQLException {
        return !isAutoCommit();
    }

    @Override
    public OptionalLong backendId() {
        return OptionalLong.empty();
    }

    @Override
    public @Nullable String preparedSql(Statement statement) {
        return null;
    }

    @Override
    public void sever() {
        throw refuse();
    }

    @Override
    public LostReply loseReply(ReplyLoss how) {
        throw refuse();
    }

    @Override
    public LostReply loseResult(ReplyLoss.Caller caller) {
        throw refuse();
    }

    @Override
    public KeptSession detach() {
        throw refuse();
    }

    @Override
    public Map<ServerError, ErrorProfile> raisable() {
        return Map.of();
    }

    @Override
    void provoke(ServerError error, ErrorProfile profile) {
        throw refuse();
    }

    @Override
    public SQLException endByServer() {
        throw refuse();
    }
}
