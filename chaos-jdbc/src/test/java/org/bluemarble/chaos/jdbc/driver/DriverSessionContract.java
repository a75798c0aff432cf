package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Sessions that are lost, or kept without their connection; with the whole contract before it, what the test of a driver
 * extends.
 */
abstract class DriverSessionContract extends RealErrorContract {

    @Test
    void sever_workIsRolledBack_andTheDriverFindsOutByItself() throws SQLException {
        insert(1);

        session.sever();

        assertLost(thrownBy(connection::commit));
        assertThat(connection.isClosed()).isTrue();
        awaitRows(0);
        database.execute("INSERT INTO t VALUES (1, 'no lock is left')");
    }

    @Test
    void commitReplyLost_rowIsThere_andTheDriverFails() throws SQLException {
        insert(1);

        SQLException thrown = commitLosingReply(ReplyLoss.STANDARD, LostReply.Reply.DONE);

        assertThat(rows()).isEqualTo(1);
        assertLost(thrown);
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void commitReplyLost_butNothingIsSent_changesNothing() throws SQLException {
        connection.setAutoCommit(true);
        LostReply lost = session.loseReply(ReplyLoss.STANDARD);

        // The driver answers these without the server.
        connection.getAutoCommit();

        if (session instanceof WireSession) {
            assertThat((Throwable) lost.settle(null)).isNull();
            assertThat(lost.reply()).isEqualTo(LostReply.Reply.NOT_LOST);
        }
        insert(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void commitReplyHangs_untilReleased() throws Exception {
        insert(1);
        LostReply lost = session.loseReply(new ReplyLoss(ReplyLoss.Moment.AFTER_REPLY, ReplyLoss.Caller.HANG));

        CompletableFuture<SQLException> caller = CompletableFuture.supplyAsync(() -> settle(lost, connection::commit));
        awaitRows(1);
        assertThat(caller).isNotDone();
        lost.release();

        assertLost(caller.get());
        assertThat(lost.reply()).isEqualTo(LostReply.Reply.DONE);
    }

    @Test
    void resultLost_autoCommittedRowIsThere_andTheDriverFails() throws SQLException {
        connection.setAutoCommit(true);
        LostReply lost = session.loseResult(ReplyLoss.Caller.FAILURE);

        SQLException thrown = settle(lost, () -> insert(1));

        assertThat(rows()).isEqualTo(1);
        assertLost(thrown);
        assertThat(lost.reply()).isEqualTo(LostReply.Reply.DONE);
    }

    @Test
    void resultLost_wholeBatchIsThere() throws SQLException {
        connection.setAutoCommit(true);
        PreparedStatement batch = connection.prepareStatement("INSERT INTO t VALUES (?, 'x')");
        for (int id = 1; id <= 300; id++) {
            batch.setInt(1, id);
            batch.addBatch();
        }
        LostReply lost = session.loseResult(ReplyLoss.Caller.FAILURE);

        assertLost(settle(lost, batch::executeBatch));

        assertThat(rows()).isEqualTo(300);
    }

    @Test
    void resultLost_callFailsOnItsOwn_isLeftAlone() throws SQLException {
        database.execute("INSERT INTO t VALUES (1, 'first')");
        connection.setAutoCommit(true);
        LostReply lost = session.loseResult(ReplyLoss.Caller.FAILURE);

        SQLException thrown = settle(lost, () -> insert(1));

        assertThat(thrown.getSQLState()).startsWith("23");
        assertThat(lost.reply()).isEqualTo(LostReply.Reply.NOT_LOST);
        assertThat(connection.isValid(30)).isTrue();
    }

    @Test
    void resultHangs_untilReleased() throws Exception {
        connection.setAutoCommit(true);
        LostReply lost = session.loseResult(ReplyLoss.Caller.HANG);

        CompletableFuture<SQLException> caller = CompletableFuture.supplyAsync(() -> settle(lost, () -> insert(1)));
        awaitRows(1);
        assertThat(caller).isNotDone();
        lost.release();

        assertLost(caller.get());
    }

    @Test
    void detached_commitsLater() throws SQLException {
        insert(1);

        try (KeptSession kept = session.detach()) {
            assertLost(thrownBy(connection::commit));
            assertThat(connection.isClosed()).isTrue();
            assertThat(rows()).isZero();

            assertThat(kept.commit()).isEqualTo(KeptSession.Ending.COMMITTED);
        }

        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void detached_holdsItsLocksUntilItCommits() throws Exception {
        insert(1);

        try (KeptSession kept = session.detach()) {
            assertLost(thrownBy(connection::commit));
            CompletableFuture<SQLException> retry = CompletableFuture.supplyAsync(
                    () -> thrownBy(() -> database.execute("INSERT INTO t VALUES (1, 'retry')")));

            kept.commit();

            assertThat(retry.get().getSQLState()).startsWith("23");
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void detached_andClosed_isRolledBack() throws SQLException {
        insert(1);

        session.detach().close();

        assertLost(thrownBy(connection::commit));
        awaitRows(0);
        database.execute("INSERT INTO t VALUES (1, 'no lock is left')");
    }

    @Test
    void rollbackQuietly_looksLikeACommit() throws SQLException {
        insert(1);

        session.rollbackQuietly();

        assertThat(rows()).isZero();
        insert(2);
        connection.commit();
        assertThat(rows()).isEqualTo(1);
        assertThat(connection.getAutoCommit()).isFalse();
    }

    @Test
    void pool_getsRidOfALostConnection_andRefills() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Connection pooled = pool.getConnection();
            insert(pooled, 1);
            Connection physical = DriverSessions.physicalOf(pooled);
            assertThat(physical.getClass().getName()).isEqualTo(session.driver().connectionClass());
            LostReply lost = sessions.of(pooled).loseReply(ReplyLoss.STANDARD);

            assertLost(settle(lost, pooled::commit));

            assertThat(physical.isClosed()).isTrue();
            closeQuietly(pooled);
            // HikariCP evicts at once on class 08; H2 has none, and its dead connections go when they are next looked
            // at.
            try (Connection next = awaitOtherThan(physical, pool)) {
                insert(next, 2);
                next.commit();
            }
        }
        assertThat(rows()).isEqualTo(2);
    }

    private static Connection awaitOtherThan(Connection lost, HikariDataSource pool) {
        return await("the pool to get rid of the lost connection")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            Connection candidate = pool.getConnection();
                            if (DriverSessions.physicalOf(candidate) == lost) {
                                closeQuietly(candidate);
                                return null;
                            }
                            return candidate;
                        },
                        candidate -> candidate != null);
    }

    final SQLException commitLosingReply(ReplyLoss how, LostReply.Reply expected) {
        LostReply lost = session.loseReply(how);
        SQLException thrown = settle(lost, connection::commit);
        assertThat(lost.reply()).isEqualTo(expected);
        return thrown;
    }

    void assertTimedOut(SQLException thrown) {
        assertLost(thrown);
        assertThat((Throwable) thrown).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
}
