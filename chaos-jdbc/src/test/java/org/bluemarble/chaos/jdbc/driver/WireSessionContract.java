package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What must hold in addition where driver and server talk over a socket. */
abstract class WireSessionContract extends DriverSessionContract {

    /** Gives the connection a socket timeout. */
    void limitReads(int millis) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, millis);
    }

    @Test
    void commitReplyLostEarly_rowAppears_andTheDriverFails() throws SQLException {
        insert(1);

        SQLException thrown = commitLosingReply(
                new ReplyLoss(ReplyLoss.Moment.EARLY, ReplyLoss.Caller.FAILURE), LostReply.Reply.UNREAD);

        assertLost(thrown);
        awaitRows(1);
    }

    @Test
    void commitReplyLost_asTimeout() throws SQLException {
        insert(1);

        SQLException thrown = commitLosingReply(
                new ReplyLoss(ReplyLoss.Moment.AFTER_REPLY, ReplyLoss.Caller.TIMEOUT), LostReply.Reply.DONE);

        assertTimedOut(thrown);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void resultLost_asTimeout() throws SQLException {
        connection.setAutoCommit(true);

        assertTimedOut(settle(session.loseResult(ReplyLoss.Caller.TIMEOUT), () -> insert(1)));

        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void commitReplyHangs_untilTheDriversOwnTimeout() throws SQLException {
        // Enough for the server's own replies on a busy machine.
        limitReads(3_000);
        insert(1);

        SQLException thrown = commitLosingReply(
                new ReplyLoss(ReplyLoss.Moment.AFTER_REPLY, ReplyLoss.Caller.HANG), LostReply.Reply.DONE);

        assertTimedOut(thrown);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void commitReplyHangs_untilTheConnectionIsAborted() throws Exception {
        insert(1);
        LostReply lost = session.loseReply(new ReplyLoss(ReplyLoss.Moment.AFTER_REPLY, ReplyLoss.Caller.HANG));
        CompletableFuture<SQLException> caller = CompletableFuture.supplyAsync(() -> settle(lost, connection::commit));
        awaitRows(1);
        assertThat(caller).isNotDone();

        connection.abort(Runnable::run);

        assertThat(caller.get().getSQLState()).isIn(lostState(), "08003", null);
    }

    @Test
    void commitReplyHangs_interruptKeepsItsFlag_andTheWaitGoesOn() throws Exception {
        insert(1);
        LostReply lost = session.loseReply(new ReplyLoss(ReplyLoss.Moment.AFTER_REPLY, ReplyLoss.Caller.HANG));
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            settle(lost, connection::commit);
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        awaitRows(1);

        caller.interrupt();
        lost.release();

        assertThat(flag.get()).isTrue();
    }

    @Test
    void autoCommittedStatement_replyLostEarly_rowAppears() throws SQLException {
        connection.setAutoCommit(true);
        LostReply lost = session.loseReply(new ReplyLoss(ReplyLoss.Moment.EARLY, ReplyLoss.Caller.FAILURE));

        assertLost(settle(lost, () -> insert(1)));

        awaitRows(1);
    }

    @Test
    void autoCommitSwitchedOn_replyLost_rowIsThere() throws SQLException {
        insert(1);
        LostReply lost = session.loseReply(ReplyLoss.STANDARD);

        assertLost(settle(lost, () -> connection.setAutoCommit(true)));

        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void replyArmedButNotLost_leavesTheConnectionAsItWas() throws SQLException {
        Object before = ((WireSession) session).wire();
        LostReply lost = session.loseReply(ReplyLoss.STANDARD);

        lost.settle(null);

        assertThat(((WireSession) session).wire()).isEqualTo(before);
        insert(1);
        connection.commit();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void lostConnection_isWhatACutCableGives() throws Exception {
        try (TcpRelay relay = TcpRelay.to(database.port());
                Connection cut = database.openThrough(relay.port())) {
            cut.setAutoCommit(false);
            insert(cut, 1);
            relay.cut();
            SQLException real = thrownBy(cut::commit);
            insert(2);
            session.sever();

            SQLException ours = thrownBy(connection::commit);

            assertThat((Throwable) ours).hasSameClassAs(real);
            assertThat(ours.getSQLState()).isEqualTo(real.getSQLState());
            assertThat(ours.getErrorCode()).isEqualTo(real.getErrorCode());
            assertThat(withoutNumbers(ours)).isEqualTo(withoutNumbers(real));
            assertThat(connection.isClosed()).isEqualTo(cut.isClosed());
        }
    }

    /** {@return the first line, without the numbers that differ from connection to connection} */
    static String withoutNumbers(SQLException e) {
        return e.getMessage().lines().findFirst().orElse("").replaceAll("[0-9]+", "#");
    }
}
