package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class H2EmbeddedSessionTest extends DriverSessionContract {
    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.h2Embedded();
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
        return "90121";
    }

    @Test
    @Override
    void abort_rollsBack() {
        assertAbortIsRefused(session);
    }

    static void assertAbortIsRefused(DriverSession session) {
        assertThatThrownBy(session::abort)
                .isInstanceOf(FaultRefusedException.class)
                .hasMessage("fault was 'abort' but must be another with H2: its driver ignores Connection.abort; use"
                        + " lost-request");
    }

    @Test
    void commitReplyLostEarly_isRefused_andNothingHappens() throws SQLException {
        insert(1);

        assertThatThrownBy(() -> session.loseReply(new ReplyLoss(ReplyLoss.Moment.EARLY, ReplyLoss.Caller.FAILURE)))
                .isInstanceOf(FaultRefusedException.class)
                .hasMessage("mode was 'early' but must be 'after-reply' on an embedded H2: its requests do not travel;"
                        + " use its TCP server for faults of the wire");
        connection.commit();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void replyLost_asTimeout_isRefused() {
        assertThatThrownBy(() -> session.loseResult(ReplyLoss.Caller.TIMEOUT))
                .isInstanceOf(FaultRefusedException.class)
                .hasMessage("caller was 'timeout' but must be 'failure' or 'hang' on an embedded H2: it reads from no"
                        + " socket; use its TCP server for faults of the wire");
    }
}
