package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.InjectedFault;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every fault at a commit does to the server and to its caller, through HikariCP. The server's state is read by a
 * connection of the test's own, outside the engine's scope and with nothing armed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcFaultContract {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Way way;
    private TestDatabase database;
    private HikariDataSource pool;
    private DataSource dataSource;
    private long problemsBefore;

    abstract TestDatabase startDatabase() throws Exception;

    abstract DatabaseFacts facts();

    /** How faults get into the calls of this class. */
    final Way way() {
        return way;
    }

    Way newWay() {
        return Way.library();
    }

    @BeforeAll
    final void startServer() throws Exception {
        way = newWay();
        database = startDatabase();
        database.execute(
                "create table wallet (acct varchar(20) primary key, gold int not null)",
                "create table other (id int primary key)");
    }

    @AfterAll
    final void stopServer() throws Exception {
        database.close();
    }

    @BeforeEach
    final void openPool() throws SQLException {
        problemsBefore = InternalProblems.count();
        database.execute("delete from wallet", "delete from other", "insert into wallet values ('bob', 100)");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(20_000);
        config.setPoolName("contract");
        pool = new HikariDataSource(config);
        dataSource = way.around(pool);
    }

    @AfterEach
    final void closePool() {
        way.chaos().disarmAll();
        pool.close();
        assertThat(InternalProblems.count()).as("problems of our own").isEqualTo(problemsBefore);
    }

    final ArmedRule arm(String rule) {
        return way.chaos().arm("contract: " + rule + " ttl=1m");
    }

    final Connection transaction() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    final HikariDataSource pool() {
        return pool;
    }

    final DataSource dataSource() {
        return dataSource;
    }

    final TestDatabase database() {
        return database;
    }

    static void give(Connection connection, int gold) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update wallet set gold = gold + ? where acct = 'bob'")) {
            update.setInt(1, gold);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** Read from outside, after the rule is gone. */
    final int gold() {
        return goldNow();
    }

    private int goldNow() {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select gold from wallet where acct = 'bob'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError("the outside look at the database failed", e);
        }
    }

    static SQLException failureOf(Failing action) {
        SQLException failure = catchThrowableOfType(SQLException.class, action::run);
        assertThat((Throwable) failure).as("the caller's failure").isNotNull();
        return failure;
    }

    @FunctionalInterface
    interface Failing {
        void run() throws SQLException;
    }

    final void assertLost(SQLException failure) {
        assertThat(facts().lostState()).contains(failure.getSQLState());
        assertInjected(failure);
    }

    static void assertInjected(Throwable failure) {
        assertThat(List.of(failure.getSuppressed())).hasAtLeastOneElementOfType(InjectedFault.class);
    }

    static void assertFired(ArmedRule rule, int times) {
        assertThat(rule.counters().injected()).as("injections of " + rule).isEqualTo(times);
        assertThat(rule.counters().cancelled())
                .as("injections that were called off")
                .isZero();
    }

    /** The pool gives a connection that works, and its work is durable. */
    final void assertPoolWorks() throws SQLException {
        forgetBrokenConnections();
        int before = gold();
        try (Connection connection = transaction()) {
            give(connection, 1);
            connection.commit();
        }
        assertThat(gold()).isEqualTo(before + 1);
    }

    /** HikariCP does not know H2's errors: the pool hands out what was lost until it is half a second old. */
    private void forgetBrokenConnections() {
        if (!facts().evicts()) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Test
    void disarmed_nothingIsDifferent() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            connection.commit();
        }

        assertThat(gold()).isEqualTo(105);
        assertThat(way.chaos().journal().entriesOf("contract")).hasSize(entriesBefore());
    }

    private int entriesBefore() {
        return way.chaos().journal().entriesOf("contract").size();
    }

    @Test
    void requestLostAtCommit_isRolledBackAndLooksLikeALostConnection() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.commit lost-request limit=1");

            SQLException failure = failureOf(connection::commit);

            assertLost(failure);
            assertFired(rule, 1);
            assertThat(goldAfterTheSessionIsGone(100)).isEqualTo(100);
            if (facts().evicts()) {
                assertThat(connection.isClosed()).as("evicted by the pool").isTrue();
            }
        } catch (SQLException closing) {
            assertThat(facts().evicts())
                    .as("only a lost connection that is not evicted fails to close")
                    .isFalse();
        }
        way.chaos().disarmAll();
        assertPoolWorks();
    }

    /** The server needs a moment to notice that a client has gone. */
    private int goldAfterTheSessionIsGone(int expected) {
        await("the server has dealt with the lost session").atMost(PATIENCE).until(() -> gold() == expected);
        return gold();
    }

    @Test
    void replyLostAtCommit_isStoredAndLooksLikeALostRequest() throws SQLException {
        SQLException failure;
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit lost-ack limit=1");

        failure = failureOf(connection::commit);

        assertThat(gold()).as("stored when the caller looks").isEqualTo(105);
        assertLost(failure);
        assertFired(rule, 1);
        closeLost(connection);
        way.chaos().disarmAll();
        assertPoolWorks();
    }

    /** Closing what was lost may fail where the pool does not evict. */
    final void closeLost(Connection connection) throws SQLException {
        try {
            connection.close();
        } catch (SQLException lost) {
            assertThat(facts().evicts()).isFalse();
        }
    }

    @Test
    void replyLostEarly_isStoredInTheEnd() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit lost-ack mode=early limit=1");

        if (!facts().wire()) {
            connection.commit();

            assertThat(gold()).isEqualTo(105);
            assertThat(rule.counters().cancelled())
                    .as("refused: nothing travels")
                    .isEqualTo(1);
            connection.close();
            return;
        }
        assertLost(failureOf(connection::commit));

        await("the commit that left").atMost(PATIENCE).until(() -> gold() == 105);
        assertFired(rule, 1);
        closeLost(connection);
    }

    @Test
    void replyLostAndCallerHangs_untilTheRuleIsDisarmed() throws Exception {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit lost-ack caller=hang limit=1");

        CompletableFuture<SQLException> committing = CompletableFuture.supplyAsync(() -> failureOf(connection::commit));

        await("the commit is stored").atMost(PATIENCE).until(() -> gold() == 105);
        assertThat(committing).isNotDone();
        rule.disarm();
        assertInjected(committing.get(30, TimeUnit.SECONDS));
        closeLost(connection);
    }

    @Test
    void lateCommit_failsNowAndIsStoredWhenTheRuleEnds() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit late-commit 50s limit=1");

        SQLException failure = failureOf(connection::commit);

        assertLost(failure);
        assertThat(gold()).as("not yet").isEqualTo(100);
        assertThat(rule.counters().waiting()).isEqualTo(1);
        rule.disarm();
        await("committed at once").atMost(PATIENCE).until(() -> gold() == 105);
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        closeLost(connection);
    }

    @Test
    void lateCommit_isStoredWhenItsTimeComes() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit late-commit 200ms limit=1");

        assertLost(failureOf(connection::commit));

        await("the late commit").atMost(PATIENCE).until(() -> gold() == 105);
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertThat(rule.counters().done()).isEqualTo(1);
        closeLost(connection);
    }

    @Test
    void lateCommit_isStoredAfterSoManyCalls() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        arm("jdbc.commit late-commit 50s calls=2 limit=1");
        assertLost(failureOf(connection::commit));
        closeLost(connection);
        forgetBrokenConnections();

        commitIntoOther(1);
        assertThat(gold()).as("after one call").isEqualTo(100);
        commitIntoOther(2);

        await("after the second call").atMost(PATIENCE).until(() -> gold() == 105);
    }

    final void commitIntoOther(int id) throws SQLException {
        try (Connection connection = transaction();
                Statement insert = connection.createStatement()) {
            insert.executeUpdate("insert into other values (" + id + ")");
            connection.commit();
        }
    }

    @Test
    void lyingCommit_returnsAndNothingIsStored() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.commit lying-commit limit=1");

            connection.commit();

            assertThat(gold()).isEqualTo(100);
            assertFired(rule, 1);
            give(connection, 7);
            connection.commit();
            assertThat(gold()).as("the connection works on").isEqualTo(107);
        }
    }

    @Test
    void killedAfterCommit_isStoredAndTheSessionIsGone() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit killed-after-commit limit=1");

        SQLException failure = failureOf(connection::commit);

        assertInjected(failure);
        assertThat(failure.getSQLState()).isEqualTo(facts().errors().get("admin-shutdown"));
        assertThat(gold()).isEqualTo(105);
        assertFired(rule, 1);
        closeKilled(connection, failure);
        way.chaos().disarmAll();
        assertPoolWorks();
    }

    /** HikariCP evicts on 57P01 but not on 70100: then closing rolls back, and fails. */
    private void closeKilled(Connection connection, SQLException failure) throws SQLException {
        try {
            connection.close();
        } catch (SQLException lost) {
            assertThat(failure.getSQLState()).doesNotStartWith("57P");
        }
    }

    @Test
    void abortAtCommit_isRolledBack() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit abort limit=1");
        if (!facts().evicts()) {
            connection.commit();

            assertThat(rule.counters().cancelled())
                    .as("refused: H2 does nothing on abort")
                    .isEqualTo(1);
            connection.close();
            return;
        }

        SQLException failure = failureOf(connection::commit);

        assertInjected(failure);
        assertThat(goldAfterTheSessionIsGone(100)).isEqualTo(100);
        assertFired(rule, 1);
        closeLost(connection);
    }

    @Test
    void errorAtCommit_isTheDriversOwnAndRolledBack() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.commit exception serialization-failure limit=1");

            SQLException failure = failureOf(connection::commit);

            assertThat(failure.getSQLState()).isEqualTo(facts().errors().get("serialization-failure"));
            assertInjected(failure);
            assertThat(gold()).isEqualTo(100);
            assertFired(rule, 1);
            give(connection, 7);
            connection.commit();
            assertThat(gold()).as("the connection works on").isEqualTo(107);
        }
    }

    @Test
    void latencyBeforeCommit_isStoredLate() throws Exception {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.commit latency 40s limit=1");

            CompletableFuture<Void> committing = committing(connection);

            await("the delay began")
                    .atMost(PATIENCE)
                    .until(() -> rule.counters().waiting() == 1);
            assertThat(gold()).isEqualTo(100);
            rule.disarm();
            committing.get(30, TimeUnit.SECONDS);
            assertThat(gold()).isEqualTo(105);
        }
    }

    @Test
    void latencyAfterCommit_isStoredAtOnceAndAnsweredLate() throws Exception {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.commit latency 40s phase=after limit=1");

            CompletableFuture<Void> committing = committing(connection);

            await("stored").atMost(PATIENCE).until(() -> gold() == 105);
            assertThat(committing).isNotDone();
            rule.disarm();
            committing.get(30, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<Void> committing(Connection connection) {
        return CompletableFuture.runAsync(() -> {
            try {
                connection.commit();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void ruleForAnotherTable_doesNotTouchTheCommit() throws SQLException {
        ArmedRule rule = arm("jdbc.commit[table=other] lost-request");

        try (Connection connection = transaction()) {
            give(connection, 5);
            connection.commit();
        }
        assertThat(gold()).isEqualTo(105);
        assertThat(rule.counters().selected()).isZero();

        Connection connection = transaction();
        give(connection, 5);
        try (Statement insert = connection.createStatement()) {
            insert.executeUpdate("insert into other values (1)");
        }
        assertLost(failureOf(connection::commit));
        assertFired(rule, 1);
        closeLost(connection);
    }

    @Test
    void transactionBegunBeforeArming_isUnknownAndNotMatched() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.commit[table=wallet] lost-request");

            connection.commit();

            assertThat(gold()).isEqualTo(105);
            assertThat(rule.counters().unknown()).isEqualTo(1);
            assertThat(rule.counters().injected()).isZero();
        }
    }
}
