package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.junit.jupiter.api.Test;

/**
 * What every fault at an explicit commit does to the server and to its caller; with the whole contract before it, what the
 * test of a driver extends.
 */
abstract class JdbcFaultContract extends CommitKindContract {

    @Test
    void disarmed_nothingIsDifferent() throws SQLException {
        arm("jdbc.commit lost-ack").disarm();
        int injections = way().chaos().journal().entriesOf("contract").size();

        try (Connection connection = transaction()) {
            give(connection, 5);
            connection.commit();
        }

        assertThat(gold()).isEqualTo(105);
        assertThat(way().chaos().journal().entriesOf("contract")).hasSize(injections);
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
        way().chaos().disarmAll();
        assertPoolWorks();
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
        way().chaos().disarmAll();
        assertPoolWorks();
    }

    @Test
    void requestLostAndReplyLost_nameTheSameCause() throws SQLException {
        assertThat(causeOfLost("lost-ack")).isEqualTo(causeOfLost("lost-request"));
    }

    private String causeOfLost(String fault) throws SQLException {
        Connection connection = transaction();
        give(connection, 1);
        ArmedRule rule = arm("jdbc.commit " + fault + " limit=1");

        SQLException failure = failureOf(connection::commit);

        assertFired(rule, 1);
        closeLost(connection);
        way().chaos().disarmAll();
        forgetBrokenConnections();
        return failure.getSQLState() + " " + rootOf(failure);
    }

    @Test
    void replyLostEarly_isStoredInTheEnd() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit lost-ack mode=early limit=1");

        if (!facts().wire()) {
            connection.commit();

            assertThat(gold()).isEqualTo(105);
            assertRefused(rule, "mode was 'early' but must be 'after-reply' on an embedded H2");
            connection.close();
            return;
        }
        assertLost(failureOf(connection::commit));

        await("the commit that left").atMost(PATIENCE).until(() -> gold() == 105);
        assertFired(rule, 1);
        closeLost(connection);
    }

    @Test
    void replyLostAndCallerTimesOut_isStoredAndLooksLikeALostConnection() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit lost-ack caller=timeout limit=1");

        if (!facts().wire()) {
            connection.commit();

            assertThat(gold()).isEqualTo(105);
            assertRefused(rule, "caller was 'timeout' but must be 'failure' or 'hang' on an embedded H2");
            connection.close();
            return;
        }
        SQLException failure = failureOf(connection::commit);

        assertLost(failure);
        if (facts().driver() != DriverKind.H2) {
            // H2 does not tell why its connection is broken.
            assertThat((Throwable) failure).hasStackTraceContaining("SocketTimeoutException");
        }
        assertThat(gold()).isEqualTo(105);
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
        closeLost(connection);
        way().chaos().disarmAll();
        assertPoolWorks();
    }

    @Test
    void abortAtCommit_isRolledBack() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit abort limit=1");
        if (!facts().evicts()) {
            connection.commit();

            assertThat(gold()).isEqualTo(105);
            assertRefused(rule, "its driver ignores Connection.abort");
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
