package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault at a commit, whatever it is that commits: other than an explicit commit, which has a test for each. */
abstract class CommitKindContract extends LateCommitContract {

    /** What commits, as rules spell it, and how the test gets there; it gives bob five. */
    enum Committing {
        PREPARED_STATEMENT(CommitKind.AUTO, false, "", connection -> give(connection, 5)),
        PLAIN_STATEMENT(
                CommitKind.AUTO, false, "", connection -> execute(connection, "update wallet set gold = gold + 5")),
        BATCH(CommitKind.AUTO, false, "", Committing::giveInABatch),
        SWITCH(CommitKind.AUTO_COMMIT_ON, true, "", connection -> connection.setAutoCommit(true)),
        TEXT(CommitKind.SQL, true, "", connection -> execute(connection, "commit")),
        TEXT_AFTER_TEXT(CommitKind.SQL, false, "begin", connection -> execute(connection, "commit")),
        DEFINITION(CommitKind.IMPLICIT, true, "", connection -> execute(connection, "create table defined (id int)"));

        private final CommitKind kind;
        private final boolean inTransaction;
        private final String begin;
        private final Work last;

        Committing(CommitKind kind, boolean inTransaction, String begin, Work last) {
            this.kind = kind;
            this.inTransaction = inTransaction;
            this.begin = begin;
            this.last = last;
        }

        /** Everything but the call that commits. */
        void prepare(Connection connection) throws SQLException {
            connection.setAutoCommit(!inTransaction);
            if (!begin.isEmpty()) {
                execute(connection, begin);
            }
            if (kind != CommitKind.AUTO) {
                give(connection, 5);
            }
        }

        private static void giveInABatch(Connection connection) throws SQLException {
            try (PreparedStatement update = connection.prepareStatement("update wallet set gold = gold + ?")) {
                for (int gold : new int[] {2, 3}) {
                    update.setInt(1, gold);
                    update.addBatch();
                }
                update.executeBatch();
            }
        }
    }

    /** A call on a connection. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    final Stream<Arguments> commitsWithFaults() {
        return commits()
                .flatMap(committing -> Stream.of(
                                "lost-request",
                                "lost-ack",
                                "late-commit 50s",
                                "lying-commit",
                                "killed-after-commit",
                                "exception serialization-failure",
                                "abort",
                                "latency 1ms")
                        .map(fault -> Arguments.of(committing, fault)));
    }

    @ParameterizedTest
    @MethodSource("commitsWithFaults")
    void faultAtACommit_isTheSameWhateverCommits(Committing committing, String fault) throws SQLException {
        database().execute("drop table if exists defined");
        Connection connection = dataSource().getConnection();
        committing.prepare(connection);
        ArmedRule rule = arm("jdbc.commit[kind=" + committing.kind.spelling() + "] " + fault + " limit=1");

        if (isHarmless(fault)) {
            committing.last.on(connection);
        } else {
            assertFailure(committing, fault, failureOf(() -> committing.last.on(connection)));
        }

        assertThat(rule.counters().injected()).isEqualTo(1);
        assertThat(rule.counters().cancelled()).isEqualTo(isRefused(fault) ? 1 : 0);
        assertStored(fault, rule);
        rule.disarm();
        giveBack(connection, isHarmless(fault));
        assertPoolWorks();
    }

    /** H2 does nothing on abort. */
    private boolean isRefused(String fault) {
        return fault.equals("abort") && !facts().evicts();
    }

    private boolean isHarmless(String fault) {
        return fault.startsWith("lying") || fault.startsWith("latency") || isRefused(fault);
    }

    private void assertFailure(Committing committing, String fault, SQLException failure) {
        assertInjected(failure);
        if (fault.startsWith("lost") || fault.startsWith("late-commit")) {
            assertLost(committing, failure);
        } else if (fault.startsWith("exception")) {
            assertThat(failure.getSQLState()).isEqualTo(facts().errors().get("serialization-failure"));
            assertThat(failure instanceof BatchUpdateException).isEqualTo(committing == Committing.BATCH);
        } else if (fault.startsWith("killed")) {
            String ended = facts().errors().get("admin-shutdown");
            if (facts().lostState().contains(ended)) {
                assertLost(committing, failure);
            } else {
                assertThat(failure.getSQLState()).isEqualTo(ended);
            }
        }
    }

    /** Some drivers tell a batch's lost connection in their own way; that is compared below. */
    private void assertLost(Committing committing, SQLException failure) {
        if (committing != Committing.BATCH) {
            assertLost(failure);
        }
    }

    private void assertStored(String fault, ArmedRule rule) {
        switch (fault.split(" ")[0]) {
            case "lost-ack", "killed-after-commit", "latency" ->
                assertThat(gold()).isEqualTo(105);
            case "late-commit" -> {
                assertThat(gold()).as("not yet").isEqualTo(100);
                rule.disarm();
                await("committed when the rule ended").atMost(PATIENCE).until(() -> gold() == 105);
                assertThat(rule.awaitIdle(PATIENCE)).isTrue();
            }
            default ->
                assertThat(goldAfterTheSessionIsGone(isRefused(fault) ? 105 : 100))
                        .isPositive();
        }
    }

    /** The pool may not have seen that the connection was lost: then it rolls back when it gets it, and fails. */
    private void giveBack(Connection connection, boolean works) throws SQLException {
        if (!works) {
            pool().getHikariPoolMXBean().softEvictConnections();
        }
        try {
            connection.close();
        } catch (SQLException lost) {
            assertThat(works).as("the connection had to work on").isFalse();
        }
    }

    final Stream<Committing> commits() {
        return Arrays.stream(Committing.values())
                .filter(committing -> committing != Committing.DEFINITION || facts().definitionsCommit());
    }

    @ParameterizedTest
    @MethodSource("commits")
    void lostConnection_doesNotTellWhatWasLost(Committing committing) throws SQLException {
        String lostRequest = lookOf(committing, "lost-request");

        assertThat(lookOf(committing, "lost-ack")).isEqualTo(lostRequest);
        assertThat(lookOf(committing, "late-commit 50s")).isEqualTo(lostRequest);
    }

    private String lookOf(Committing committing, String fault) throws SQLException {
        database().execute("drop table if exists defined");
        Connection connection = dataSource().getConnection();
        committing.prepare(connection);
        ArmedRule rule = arm("jdbc.commit[kind=" + committing.kind.spelling() + "] " + fault + " limit=1");

        SQLException failure = failureOf(() -> committing.last.on(connection));

        assertFired(rule, 1);
        rule.disarm();
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        giveBack(connection, false);
        String counts = failure instanceof BatchUpdateException batch ? Arrays.toString(batch.getUpdateCounts()) : "";
        return failure.getClass() + " " + failure.getSQLState() + " " + failure.getErrorCode() + " " + counts + " "
                + rootOf(failure);
    }

    /** The deepest cause, with nothing above it: some drivers tell times and numbers there. */
    static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == failure ? "alone" : root.toString();
    }
}
