package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;

/** Which calls pass which points, each exactly once, and what faults do to calls other than an explicit commit. */
abstract class JdbcCallContract extends JdbcFaultContract {

    /** A rule that counts what it selects and disturbs nothing. */
    private ArmedRule counting(String point) {
        return arm(point + " latency 1ms nth=1000000");
    }

    private static long selected(ArmedRule rule) {
        return rule.counters().selected();
    }

    @Test
    void eachExecution_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.execute");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update wallet set gold = 1");
            assertThat(selected(rule)).as("executeUpdate").isEqualTo(1);
            statement.execute("update wallet set gold = 2");
            assertThat(selected(rule)).as("execute").isEqualTo(2);
            statement.executeQuery("select gold from wallet").close();
            assertThat(selected(rule)).as("executeQuery").isEqualTo(3);
            statement.executeLargeUpdate("update wallet set gold = 3");
            assertThat(selected(rule)).as("executeLargeUpdate").isEqualTo(4);
            statement.executeUpdate("update wallet set gold = 4", Statement.NO_GENERATED_KEYS);
            assertThat(selected(rule)).as("executeUpdate with keys").isEqualTo(5);
            connection.commit();
        }
    }

    @Test
    void eachPreparedExecution_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[kind=prepared,verb=update,table=wallet]");

        try (Connection connection = transaction();
                PreparedStatement update = connection.prepareStatement("update wallet set gold = ?")) {
            // More often than any driver needs to switch to a server-side statement.
            for (int i = 1; i <= 8; i++) {
                update.setInt(1, i);
                update.executeUpdate();
                assertThat(selected(rule)).isEqualTo(i);
            }
            update.setInt(1, 9);
            update.execute();
            assertThat(selected(rule)).isEqualTo(9);
            connection.commit();
        }
    }

    @Test
    void preparedQuery_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[verb=select,table=wallet]");

        try (Connection connection = transaction();
                PreparedStatement query = connection.prepareStatement("select gold from wallet where acct = ?")) {
            query.setString(1, "bob");
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
            }
            connection.rollback();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void statementPreparedBeforeArming_isReadFromTheDriver() throws SQLException {
        try (Connection connection = transaction();
                PreparedStatement update = connection.prepareStatement("update wallet set gold = 7")) {
            ArmedRule rule = counting("jdbc.execute[table=wallet]");

            update.executeUpdate();

            assertThat(selected(rule)).isEqualTo(1);
            connection.rollback();
        }
    }

    @Test
    void callable_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[kind=prepared]");

        try (Connection connection = transaction();
                CallableStatement call = connection.prepareCall(callableSql())) {
            call.execute();
            assertThat(selected(rule)).isEqualTo(1);
            connection.rollback();
        }
    }

    /** Something that can be called without defining it first. */
    String callableSql() {
        return "select 1";
    }

    @Test
    void batch_passesOnceWithItsSize() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[kind=batch,batch-size=3,table=other]");

        try (Connection connection = transaction();
                PreparedStatement insert = connection.prepareStatement("insert into other values (?)")) {
            for (int i = 1; i <= 3; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void batchOfTexts_passesOnceWithItsSize() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[kind=batch,batch-size=2,table=other]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            statement.addBatch("insert into other values (1)");
            statement.addBatch("update wallet set gold = 1");
            statement.executeBatch();
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void position_countsStatementsInTheTransaction() throws SQLException {
        ArmedRule third = counting("jdbc.execute[position=3]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 4; i++) {
                    statement.executeUpdate("update wallet set gold = " + i);
                }
                connection.commit();
            }
        }

        assertThat(selected(third)).isEqualTo(2);
    }

    @Test
    void explicitCommit_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.commit[kind=explicit]");

        try (Connection connection = transaction()) {
            give(connection, 1);
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void commitOfNothing_passesOnlyIfTheDriverSendsIt() throws SQLException {
        ArmedRule rule = counting("jdbc.commit");

        try (Connection connection = transaction()) {
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(facts().sendsEveryCommit() ? 1 : 0);
    }

    @Test
    void autoCommitStatement_commitsUnlessItReads() throws SQLException {
        ArmedRule rule = counting("jdbc.commit[kind=auto,table=wallet]");

        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select gold from wallet").close();
            assertThat(selected(rule)).as("a read").isZero();
            statement.executeUpdate("update wallet set gold = 1");
            assertThat(selected(rule)).as("a write").isEqualTo(1);
        }
    }

    @Test
    void switchingAutoCommitOn_commits() throws SQLException {
        ArmedRule rule = counting("jdbc.commit[kind=auto-commit-on]");

        try (Connection connection = transaction()) {
            give(connection, 5);
            connection.setAutoCommit(true);
        }

        assertThat(selected(rule)).isEqualTo(1);
        assertThat(gold()).isEqualTo(105);
    }

    @Test
    void textCommit_passes() throws SQLException {
        ArmedRule rule = counting("jdbc.commit[kind=sql]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            give(connection, 5);
            statement.execute("commit");
        }

        assertThat(selected(rule)).isEqualTo(1);
        assertThat(gold()).isEqualTo(105);
    }

    @Test
    void definition_commitsWhereTheDatabaseSaysSo() throws SQLException {
        database().execute("drop table if exists defined");
        ArmedRule rule = counting("jdbc.commit[kind=implicit]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            give(connection, 5);
            statement.execute("create table defined (id int)");
            connection.rollback();
        }

        assertThat(selected(rule)).isEqualTo(facts().definitionsCommit() ? 1 : 0);
        assertThat(gold()).isEqualTo(facts().definitionsCommit() ? 105 : 100);
    }

    @Test
    void rollback_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.rollback[kind=explicit]");

        try (Connection connection = transaction()) {
            give(connection, 5);
            connection.rollback();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void rollbackToSavepoint_passesAsSuch() throws SQLException {
        ArmedRule rule = counting("jdbc.rollback[kind=savepoint]");

        try (Connection connection = transaction()) {
            give(connection, 5);
            Savepoint savepoint = connection.setSavepoint();
            give(connection, 5);
            connection.rollback(savepoint);
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
        assertThat(gold()).isEqualTo(105);
    }

    @Test
    void validation_isNoExecution() throws SQLException {
        ArmedRule rule = counting("jdbc.execute");

        try (Connection connection = dataSource().getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
        }

        assertThat(selected(rule)).isZero();
    }

    @Test
    void requestLostAtAutoCommit_isNotStored() throws SQLException {
        Connection connection = dataSource().getConnection();
        ArmedRule rule = arm("jdbc.commit[kind=auto] lost-request limit=1");

        assertLost(failureOf(() -> give(connection, 5)));

        assertThat(gold()).isEqualTo(100);
        assertFired(rule, 1);
        closeLost(connection);
    }

    @Test
    void replyLostAtAutoCommit_isStored() throws SQLException {
        Connection connection = dataSource().getConnection();
        ArmedRule rule = arm("jdbc.commit[kind=auto] lost-ack limit=1");

        assertLost(failureOf(() -> give(connection, 5)));

        assertThat(gold()).isEqualTo(105);
        assertFired(rule, 1);
        closeLost(connection);
    }

    @Test
    void lyingAutoCommit_returnsAndNothingIsStored() throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            ArmedRule rule = arm("jdbc.commit[kind=auto] lying-commit limit=1");

            give(connection, 5);

            assertThat(gold()).isEqualTo(100);
            assertFired(rule, 1);
            give(connection, 7);
            assertThat(gold()).as("the connection works on").isEqualTo(107);
        }
    }

    @Test
    void lateAutoCommit_failsNowAndIsStoredLater() throws SQLException {
        Connection connection = dataSource().getConnection();
        ArmedRule rule = arm("jdbc.commit[kind=auto] late-commit 50s limit=1");

        assertLost(failureOf(() -> give(connection, 5)));

        assertThat(gold()).as("not yet").isEqualTo(100);
        rule.disarm();
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertThat(gold()).isEqualTo(105);
        closeLost(connection);
    }

    @Test
    void replyLostAtAutoCommitOn_isStored() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit[kind=auto-commit-on] lost-ack limit=1");

        assertLost(failureOf(() -> connection.setAutoCommit(true)));

        assertThat(gold()).isEqualTo(105);
        assertFired(rule, 1);
        closeLost(connection);
    }

    @Test
    void replyLostAtTextCommit_isStored() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit[kind=sql] lost-ack limit=1");

        assertLost(failureOf(() -> execute(connection, "commit")));

        assertThat(gold()).isEqualTo(105);
        assertFired(rule, 1);
        closeLost(connection);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void statementError_leavesTheTransactionAsTheRealErrorDoes() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.execute[verb=update] exception duplicate-key limit=1");

            SQLException failure = failureOf(() -> give(connection, 50));

            assertThat(failure.getSQLState()).isEqualTo(facts().errors().get("duplicate-key"));
            assertInjected(failure);
            assertFired(rule, 1);
            if (facts().statementErrors().contains("duplicate-key")) {
                give(connection, 1);
                connection.commit();
                assertThat(gold()).as("only the statement was undone").isEqualTo(106);
            } else {
                SQLException aborted = failureOf(() -> give(connection, 1));
                assertThat(aborted.getSQLState()).isEqualTo("25P02");
                connection.commit();
                assertThat(gold()).as("commit returned, and rolled back").isEqualTo(100);
            }
        }
    }

    @Test
    void deadlock_undoesTheWholeTransaction() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.execute[verb=update] exception deadlock limit=1");

            SQLException failure = failureOf(() -> give(connection, 50));

            assertThat(failure.getSQLState()).isEqualTo(facts().errors().get("deadlock"));
            assertFired(rule, 1);
            connection.rollback();
            give(connection, 2);
            connection.commit();
            assertThat(gold()).isEqualTo(102);
        }
    }

    @Test
    void requestLostAtExecution_rollsTheTransactionBack() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.execute[verb=update] lost-request limit=1");

        assertLost(failureOf(() -> give(connection, 50)));

        assertFired(rule, 1);
        closeLost(connection);
        assertThat(gold()).isEqualTo(100);
    }

    @Test
    void replyLostAtExecution_rollsTheTransactionBack() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.execute[verb=update] lost-ack limit=1");

        assertLost(failureOf(() -> give(connection, 50)));

        assertFired(rule, 1);
        closeLost(connection);
        assertThat(gold()).isEqualTo(100);
    }

    @Test
    void requestLostAtRollback_rollsBackAllTheSame() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.rollback lost-request limit=1");

        assertLost(failureOf(connection::rollback));

        assertFired(rule, 1);
        closeLost(connection);
        assertThat(gold()).isEqualTo(100);
    }

    /** The driver's own data source, for connections without a pool. */
    abstract DataSource driverDataSource() throws SQLException;

    @Test
    void connecting_passesOnceAndHidesWhatTheDriverSends() throws SQLException {
        ArmedRule connects = counting("jdbc.connect");
        ArmedRule executions = way().chaos().arm("executions: jdbc.execute latency 1ms nth=1000000 ttl=1m");

        way().connect(driverDataSource(), database().url()).close();
        assertThat(selected(connects)).isEqualTo(1);
        way().around(driverDataSource()).getConnection().close();

        assertThat(selected(connects)).as("by the driver's own data source").isEqualTo(2);
        assertThat(selected(executions)).isZero();
    }

    @Test
    void tooManyConnections_isTheDriversOwnRefusal() throws SQLException {
        ArmedRule rule = arm("jdbc.connect exception too-many-connections limit=1");
        if (!facts().limitsConnections()) {
            way().connect(driverDataSource(), database().url()).close();

            assertThat(rule.counters().cancelled())
                    .as("refused: H2 has no limit")
                    .isEqualTo(1);
            return;
        }

        SQLException failure =
                failureOf(() -> way().connect(driverDataSource(), database().url()));

        assertThat(failure.getSQLState()).isEqualTo(facts().errors().get("too-many-connections"));
        assertInjected(failure);
        assertFired(rule, 1);
        way().connect(driverDataSource(), database().url()).close();
    }

    @Test
    void exhaustedPool_isItsOwnExceptionAfterItsOwnTimeout() throws SQLException {
        pool().getHikariConfigMXBean().setConnectionTimeout(300);
        ArmedRule rule = arm("pool.acquire[pool=contract] exhausted limit=1");
        long start = System.nanoTime();

        SQLException failure = failureOf(() -> dataSource().getConnection());

        assertThat((Throwable) failure)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageMatching("contract - Connection is not available, request timed out after \\d{3,4}ms.*");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertInjected(failure);
        assertFired(rule, 1);
        pool().getHikariConfigMXBean().setConnectionTimeout(20_000);
        assertPoolWorks();
    }

    @Test
    void slowPool_isReleasedByDisarming() throws Exception {
        ArmedRule rule = arm("pool.acquire latency 40s limit=1");

        CompletableFuture<Connection> acquiring = CompletableFuture.supplyAsync(() -> {
            try {
                return dataSource().getConnection();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });

        await("the delay began").atMost(PATIENCE).until(() -> rule.counters().waiting() == 1);
        assertThat(acquiring).isNotDone();
        rule.disarm();
        acquiring.get(30, TimeUnit.SECONDS).close();
    }

    @Test
    void formerBorrowersState_isThereAndThePoolDoesNotKnow() throws SQLException {
        ArmedRule rule = arm("pool.acquire former-state auto-commit limit=1");

        try (Connection connection = dataSource().getConnection()) {
            assertThat(connection.getAutoCommit()).isFalse();
            assertFired(rule, 1);
            rule.disarm();
        }
        try (Connection connection = dataSource().getConnection()) {
            assertThat(connection.getAutoCommit()).as("nothing is left of it").isTrue();
        }
    }

    @Test
    void exceptionAtThePool_reachesTheCallerAndCostsNoConnection() throws SQLException {
        for (String phase : List.of("before", "after")) {
            ArmedRule rule =
                    arm("pool.acquire exception java.sql.SQLTransientConnectionException message=busy limit=4 phase="
                            + phase);

            // More often than the pool has connections.
            for (int i = 0; i < 4; i++) {
                SQLException failure = failureOf(() -> dataSource().getConnection());

                assertThat((Throwable) failure)
                        .isExactlyInstanceOf(SQLTransientConnectionException.class)
                        .hasMessage("busy");
                assertInjected(failure);
            }

            assertFired(rule, 4);
            rule.disarm();
            assertPoolWorks();
        }
    }

    @Test
    void firstTransactionAfterArming_isSeenWithItsTables() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 1);
            connection.commit();
        }
        ArmedRule rule = counting("jdbc.commit[table=wallet,statements=1]");

        try (Connection connection = transaction()) {
            give(connection, 1);
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
        assertThat(rule.counters().unknown()).isZero();
    }

    @Test
    void autoCommitStatementThatFails_goesOnAutoCommitting() throws SQLException {
        for (String fault : List.of("late-commit", "lost-ack", "lying-commit")) {
            ArmedRule rule = arm("jdbc.commit[kind=auto] " + fault + " limit=1");

            try (Connection connection = dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                SQLException failure = failureOf(() -> statement.executeUpdate("insert into wallet values ('bob', 1)"));

                assertThat(failure.getSuppressed()).as("not of our making").isEmpty();
                assertThat(rule.counters().injected()).isEqualTo(1);
                assertThat(connection.getAutoCommit()).isTrue();
                statement.executeUpdate("update wallet set gold = 107");
                assertThat(gold()).as("gold after " + fault).isEqualTo(107);
                statement.executeUpdate("update wallet set gold = 100");
            }
            rule.disarm();
        }
    }
}
