package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What only PostgreSQL does. */
abstract class PostgresSessionContract extends WireSessionContract {

    @Test
    void commitReplyLost_ofACommitThatIsRefused_saysSo() throws SQLException {
        database.execute(
                "ALTER TABLE t ADD COLUMN IF NOT EXISTS parent INT REFERENCES t DEFERRABLE INITIALLY DEFERRED");
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO t (id, parent) VALUES (1, 99)");
        }

        assertLost(commitLosingReply(ReplyLoss.STANDARD, LostReply.Reply.REFUSED));

        assertThat(rows()).isZero();
        database.execute("ALTER TABLE t DROP COLUMN parent");
    }

    @Test
    void commitReplyLost_afterAFailedStatement_saysThatNothingIsDurable() throws SQLException {
        insert(1);
        thrownBy(() -> insert(1));

        assertLost(commitLosingReply(ReplyLoss.STANDARD, LostReply.Reply.REFUSED));

        assertThat(rows()).isZero();
    }

    @Test
    void detached_afterAFailedStatement_commitsNothing() throws SQLException {
        insert(1);
        thrownBy(() -> insert(1));

        try (KeptSession kept = session.detach()) {
            assertThat(kept.commit()).isEqualTo(KeptSession.Ending.ROLLED_BACK);
        }

        assertThat(rows()).isZero();
    }
}
