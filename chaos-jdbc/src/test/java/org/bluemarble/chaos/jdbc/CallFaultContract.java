package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What faults do to single calls other than an explicit commit. */
abstract class CallFaultContract extends BatchFaultContract {

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

    @ParameterizedTest
    @ValueSource(strings = {"duplicate-key", "check-violation", "lock-timeout", "query-cancelled"})
    void statementError_leavesTheTransactionAsTheRealErrorDoes(String error) throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.execute[verb=update] exception " + error + " limit=1");

            SQLException failure = failureOf(() -> give(connection, 50));

            assertThat(failure.getSQLState()).isEqualTo(facts().errors().get(error));
            assertInjected(failure);
            assertFired(rule, 1);
            if (facts().statementErrors().contains(error)) {
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

    @ParameterizedTest
    @ValueSource(strings = {"lost-request", "lost-ack"})
    void connectionLostAtRollback_rollsBackAllTheSame(String fault) throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.rollback " + fault + " limit=1");

        assertLost(failureOf(connection::rollback));

        assertFired(rule, 1);
        closeLost(connection);
        assertThat(gold()).isEqualTo(100);
    }

    @Test
    void errorAtRollback_isTheDriversOwn() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.rollback exception query-cancelled limit=1");

            SQLException failure = failureOf(connection::rollback);

            assertThat(failure.getSQLState()).isEqualTo(facts().errors().get("query-cancelled"));
            assertInjected(failure);
            assertFired(rule, 1);
            connection.rollback();
        }
        assertThat(gold()).isEqualTo(100);
    }

    @Test
    void autoCommitStatementThatFails_goesOnAutoCommitting() throws SQLException {
        for (String fault : List.of("late-commit", "lost-ack", "lying-commit")) {
            ArmedRule rule = arm("jdbc.commit[kind=auto] " + fault + " limit=1");
            ArmedRule answer = way().chaos().arm("answer: jdbc.commit latency 1ms phase=after limit=1 ttl=1m");

            try (Connection connection = dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                SQLException failure = failureOf(() -> statement.executeUpdate("insert into wallet values ('bob', 1)"));

                assertThat(failure.getSuppressed()).as("not of our making").isEmpty();
                assertThat(rule.counters().injected()).isEqualTo(1);
                assertThat(answer.counters().done()).as("another rule's delay").isEqualTo(1);
                assertThat(connection.getAutoCommit()).isTrue();
                statement.executeUpdate("update wallet set gold = 107");
                assertThat(gold()).as("gold after " + fault).isEqualTo(107);
                statement.executeUpdate("update wallet set gold = 100");
            }
            rule.disarm();
            answer.disarm();
        }
    }
}
