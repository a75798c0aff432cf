package org.bluemarble.chaos.jdbc.driver;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class H2RemoteSessionTest extends WireSessionContract {
    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.h2Tcp();
    }

    @Override
    String lostClass() {
        return "org.h2.jdbc.JdbcSQLNonTransientConnectionException";
    }

    @Override
    boolean sendsEveryCommit() {
        return true;
    }

    @Override
    String lostState() {
        return "90067";
    }

    /** H2 takes a timeout in the URL only. */
    @Override
    void limitReads(int millis) throws SQLException {
        connection.close();
        connection = database.openAt(database.url() + ";NETWORK_TIMEOUT=" + millis);
        connection.setAutoCommit(false);
        session = sessions.of(connection);
    }

    @Test
    @Override
    void abort_rollsBack() {
        H2EmbeddedSessionTest.assertAbortIsRefused(session);
    }

    @Test
    @Override
    void commitReplyHangs_untilTheConnectionIsAborted() {
        H2EmbeddedSessionTest.assertAbortIsRefused(session);
    }

    /** H2 drops the cause. */
    @Override
    void assertTimedOut(SQLException thrown) {
        assertLost(thrown);
    }
}
