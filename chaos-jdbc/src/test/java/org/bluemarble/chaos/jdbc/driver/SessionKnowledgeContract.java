package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a session knows of its driver without asking the server. */
abstract class SessionKnowledgeContract extends DriverSessionFixture {

    private static final Map<DriverKind, String> BACKEND_ID = Map.of(
            DriverKind.POSTGRESQL, "SELECT pg_backend_pid()",
            DriverKind.MARIADB, "SELECT CONNECTION_ID()",
            DriverKind.MYSQL, "SELECT CONNECTION_ID()",
            DriverKind.H2, "CALL SESSION_ID()");

    /** {@return whether this driver sends a commit when there is nothing to commit} */
    abstract boolean sendsEveryCommit();

    @Test
    void wouldSendCommit_isWhatTheDriverDoes() throws SQLException {
        assertThat(session.wouldSendCommit()).isEqualTo(sendsEveryCommit());
        insert(1);
        assertThat(session.wouldSendCommit()).isTrue();
        connection.commit();
        assertThat(session.wouldSendCommit()).isEqualTo(sendsEveryCommit());
        LostReply lost = session.loseReply(ReplyLoss.STANDARD);

        SQLException instead = sendsEveryCommit() ? settle(lost, connection::commit) : lost.settle(commitQuietly());

        assertThat(instead == null).isNotEqualTo(sendsEveryCommit());
        assertThat(rows()).isEqualTo(1);
    }

    private Throwable commitQuietly() throws SQLException {
        connection.commit();
        return null;
    }

    @Test
    void backendId_isWhatTheServerSays() throws SQLException {
        String sql = BACKEND_ID.get(session.driver());

        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            session.backendId().ifPresent(id -> assertThat(id).isEqualTo(asLong(row)));
        }
        assertThat(session.backendId().isPresent()).isNotEqualTo(session instanceof H2RemoteSession);
    }

    private static long asLong(ResultSet row) {
        try {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void preparedSql_isTheTextAsWritten() throws SQLException {
        String sql = "INSERT INTO t VALUES (?, ?)";

        try (PreparedStatement statement = connection.prepareStatement(sql);
                Statement plain = connection.createStatement()) {
            assertThat(session.preparedSql(statement)).isEqualTo(sql);
            assertThat(session.preparedSql(plain)).isNull();
        }
    }
}
