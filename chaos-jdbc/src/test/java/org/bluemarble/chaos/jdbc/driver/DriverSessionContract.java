package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bluemarble.chaos.jdbc.driver.ErrorProfile.Undone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What must hold of the session of every driver; the database is read back through a connection of its own.
 *
 * <p>Long, because it is one contract: each operation stands here once, and every driver has to keep all of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DriverSessionContract {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<DriverKind, String> BACKEND_ID = Map.of(
            DriverKind.POSTGRESQL, "SELECT pg_backend_pid()",
            DriverKind.MARIADB, "SELECT CONNECTION_ID()",
            DriverKind.MYSQL, "SELECT CONNECTION_ID()",
            DriverKind.H2, "CALL SESSION_ID()");

    final DriverSessions sessions = new DriverSessions(Opener.NONE);
    TestDatabase database;
    Connection connection;
    DriverSession session;

    abstract TestDatabase start() throws Exception;

    /** {@return what this driver gives a lost connection: class, SQLState} */
    abstract String lostClass();

    abstract String lostState();

    /** {@return whether this driver sends a commit when there is nothing to commit} */
    abstract boolean sendsEveryCommit();

    @BeforeAll
    final void startDatabase() throws Exception {
        database = start();
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, note VARCHAR(40))");
    }

    @AfterAll
    final void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    final void open() throws SQLException {
        database.execute("DELETE FROM t");
        connection = database.open();
        connection.setAutoCommit(false);
        session = sessions.of(connection);
    }

    @AfterEach
    final void close() {
        closeQuietly(connection); // most tests break it
    }

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

    @ParameterizedTest
    @EnumSource(ServerError.class)
    void raise_leavesTheStateOfTheRealError(ServerError error) throws SQLException {
        if (!session.raisable().containsKey(error)) {
            assertRefused(error);
            return;
        }
        ErrorProfile profile = session.raisable().get(error);
        insert(1);

        SQLException raised = session.raise(error);

        assertThat(raised.getSQLState()).as("%s", raised).isEqualTo(profile.sqlState());
        assertThat(raised.getErrorCode()).isEqualTo(profile.vendorCode());
        assertThat(raised.getMessage()).contains(profile.message());
        assertUndone(profile.undone());
    }

    private void assertRefused(ServerError error) throws SQLException {
        insert(1);

        assertThatThrownBy(() -> session.raise(error))
                .isInstanceOf(FaultRefusedException.class)
                .hasMessageStartingWith("error was '" + error.spelling() + "' but must be one of [")
                .hasMessageContaining("duplicate-key");

        connection.commit();
        assertThat(rows()).isEqualTo(1);
    }

    private void assertUndone(Undone undone) throws SQLException {
        if (undone == Undone.SESSION) {
            thrownBy(() -> insert(2)); // the driver may need one more call to notice
            assertThat(connection.isClosed()).isTrue();
            awaitRows(0);
        } else if (undone == Undone.ABORTED_TRANSACTION) {
            assertThat(thrownBy(() -> insert(2)).getSQLState()).isEqualTo("25P02");
            connection.commit(); // answers ROLLBACK, and says nothing
            assertThat(rows()).isZero();
            insert(3);
            connection.commit();
            assertThat(rows()).isEqualTo(1);
        } else {
            insert(2);
            connection.commit();
            assertThat(rows()).isEqualTo(undone == Undone.STATEMENT ? 2 : 1);
        }
    }

    @Test
    void raise_inAutoCommit_undoesNoEarlierStatement() throws SQLException {
        connection.setAutoCommit(true);
        insert(1);

        SQLException raised = session.raise(ServerError.DEADLOCK);

        assertThat(raised.getSQLState())
                .isEqualTo(session.raisable().get(ServerError.DEADLOCK).sqlState());
        insert(2);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void raise_duplicateKey_isWhatTheRealOneIs() throws SQLException {
        database.execute("INSERT INTO t VALUES (1, 'first')");
        SQLException real = thrownBy(() -> insert(1));
        connection.rollback();

        SQLException raised = session.raise(ServerError.DUPLICATE_KEY);

        assertThat((Throwable) raised).hasSameClassAs(real);
        assertThat(raised.getSQLState()).isEqualTo(real.getSQLState());
        assertThat(raised.getErrorCode()).isEqualTo(real.getErrorCode());
    }

    @Test
    void endByServer_afterACommit_keepsTheRow() throws SQLException {
        insert(1);
        connection.commit();

        SQLException ended = session.endByServer();

        assertThat(ended.getSQLState())
                .isEqualTo(session.raisable().get(ServerError.ADMIN_SHUTDOWN).sqlState());
        thrownBy(() -> insert(2));
        assertThat(connection.isClosed()).isTrue();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void abort_rollsBack() throws SQLException {
        insert(1);

        session.abort();

        assertThat(connection.isClosed()).isTrue();
        awaitRows(0);
    }

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

    // A pool that rolls back on return may find out only then that the connection is gone.
    private static void closeQuietly(Connection broken) {
        try {
            broken.close();
        } catch (SQLException lost) {
            return;
        }
    }

    final SQLException commitLosingReply(ReplyLoss how, LostReply.Reply expected) {
        LostReply lost = session.loseReply(how);
        SQLException thrown = settle(lost, connection::commit);
        assertThat(lost.reply()).isEqualTo(expected);
        return thrown;
    }

    static SQLException settle(LostReply lost, Action call) {
        SQLException thrown = null;
        try {
            call.run();
        } catch (SQLException e) {
            thrown = e;
        }
        SQLException instead = lost.settle(thrown);
        SQLException seen = instead != null ? instead : thrown;
        assertThat((Throwable) seen).as("what the caller sees").isNotNull();
        return seen;
    }

    final void assertLost(SQLException thrown) {
        assertThat(thrown.getClass().getName()).as("%s", thrown).isEqualTo(lostClass());
        assertThat(thrown.getSQLState()).isEqualTo(lostState());
    }

    void assertTimedOut(SQLException thrown) {
        assertLost(thrown);
        assertThat((Throwable) thrown).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    /** A call that may fail. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    static SQLException thrownBy(Action action) {
        try {
            action.run();
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("an SQLException was expected");
    }

    final void insert(int id) throws SQLException {
        insert(connection, id);
    }

    static void insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO t VALUES (" + id + ", 'x')");
        }
    }

    final int rows() throws SQLException {
        try (Connection witness = database.open();
                Statement statement = witness.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM t")) {
            result.next();
            return result.getInt(1);
        }
    }

    final void awaitRows(int expected) {
        await("the number of rows that a stranger sees").atMost(PATIENCE).until(() -> rows() == expected);
    }
}
