package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits that happen later, or are answered later, than they should. */
abstract class LateCommitContract extends PoolContract {

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

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void hangAtCommit_isReleasedByDisarming(String phase) throws Exception {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.commit hang limit=1 phase=" + phase);

            CompletableFuture<Void> committing = committing(connection);

            await("the hang began")
                    .atMost(PATIENCE)
                    .until(() -> rule.counters().waiting() == 1 && (phase.equals("before") || gold() == 105));
            assertThat(gold()).isEqualTo(phase.equals("before") ? 100 : 105);
            assertThat(committing).isNotDone();
            rule.disarm();
            committing.get(30, TimeUnit.SECONDS);
            assertThat(gold()).isEqualTo(105);
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
}
