package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What faults at a batch's execution in a transaction do: to the server, which is read from outside, and to the caller, who
 * gets what the driver makes of a failed batch. No rule has a limit, so that a batch that passes more than once is seen.
 */
abstract class BatchFaultContract extends TransactionPassageContract {

    private static final int ENTRIES = 3;

    static Stream<Arguments> errorsInBatches() {
        return Stream.of("duplicate-key", "check-violation", "lock-timeout", "deadlock", "serialization-failure")
                .flatMap(error -> Stream.of(true, false).map(prepared -> Arguments.of(error, prepared)));
    }

    @ParameterizedTest(name = "{0}, prepared: {1}")
    @MethodSource("errorsInBatches")
    void errorInABatch_isABatchsFailureAndUndoesWhatTheErrorDoes(String error, boolean prepared) throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 5);
            ArmedRule rule = arm("jdbc.execute[kind=batch] exception " + error);

            BatchUpdateException failure = batchFailure(connection, prepared);

            assertThat(failure.getSQLState()).isEqualTo(facts().errors().get(error));
            assertThat(failure.getUpdateCounts()).isEqualTo(countsTold(error, prepared));
            assertInjected(failure);
            assertFired(rule, 1);
            rule.disarm();
            assertThat(entriesStored()).isZero();
            assertThat(gold()).as("nothing is committed yet").isEqualTo(100);
            assertUndone(connection, error);
            assertThat(entriesStored()).isZero();
        }
    }

    /** MySQL's driver ends a prepared batch at an error that undoes the transaction, and counts what came before it. */
    private int[] countsTold(String error, boolean prepared) {
        boolean ends = facts().driver() == DriverKind.MYSQL
                && prepared
                && !facts().statementErrors().contains(error);
        return IntStream.generate(() -> Statement.EXECUTE_FAILED)
                .limit(ends ? 0 : ENTRIES)
                .toArray();
    }

    private void assertUndone(Connection connection, String error) throws SQLException {
        if (facts().statementErrors().contains(error)) {
            give(connection, 1);
            connection.commit();
            assertThat(gold()).as("only the batch was undone").isEqualTo(106);
        } else if (facts().errors().get("deadlock").equals("40P01")) {
            assertThat(failureOf(() -> give(connection, 1)).getSQLState()).isEqualTo("25P02");
            connection.commit();
            assertThat(gold()).as("commit returned, and rolled back").isEqualTo(100);
        } else {
            give(connection, 1);
            connection.commit();
            assertThat(gold()).as("the whole transaction was undone").isEqualTo(101);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void duplicateKeyInABatch_isWhatTheRealOneIs(boolean prepared) throws SQLException {
        for (int id = 1; id <= ENTRIES; id++) {
            database().execute("insert into other values (" + id + ")");
        }
        BatchUpdateException real;
        try (Connection connection = transaction()) {
            real = batchFailure(connection, prepared);
            connection.rollback();
        }
        database().execute("delete from other");
        ArmedRule rule = arm("jdbc.execute[kind=batch] exception duplicate-key");

        try (Connection connection = transaction()) {
            BatchUpdateException failure = batchFailure(connection, prepared);

            assertThat((Throwable) failure).hasSameClassAs(real);
            assertThat(failure.getSQLState()).isEqualTo(real.getSQLState());
            assertThat(failure.getErrorCode()).isEqualTo(real.getErrorCode());
            assertThat(failure.getUpdateCounts()).isEqualTo(real.getUpdateCounts());
            assertThat(failure.getLargeUpdateCounts()).isEqualTo(real.getLargeUpdateCounts());
            assertThat(failure.getNextException() == null).isEqualTo(real.getNextException() == null);
            assertThat(entryNamed(failure)).isEqualTo(entryNamed(real));
            connection.rollback();
        }
        assertFired(rule, 1);
        assertThat(entriesStored()).isZero();
    }

    /** pgjdbc names the entry that failed; its values are known to the driver alone. */
    private static String entryNamed(BatchUpdateException failure) {
        String message = failure.getMessage();
        int end = message.indexOf(" (");
        return message.startsWith("Batch entry") ? message.substring(0, end) : "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost-request", "lost-ack", "exception admin-shutdown", "exception connection-lost"})
    void connectionLostAtABatch_rollsTheTransactionBack(String fault) throws SQLException {
        for (boolean prepared : new boolean[] {true, false}) {
            Connection connection = transaction();
            give(connection, 5);
            ArmedRule rule = arm("jdbc.execute[kind=batch] " + fault);

            SQLException failure = failureOf(() -> insertBatch(connection, prepared));

            assertInjected(failure);
            assertFired(rule, 1);
            rule.disarm();
            pool().getHikariPoolMXBean().softEvictConnections();
            closeQuietly(connection);
            assertThat(goldAfterTheSessionIsGone(100)).isEqualTo(100);
            assertThat(entriesStored()).isZero();
            assertPoolWorks();
            database().execute("update wallet set gold = 100");
        }
    }

    /** Some drivers tell a batch's lost connection in their own way: the pool finds out only when it rolls back. */
    private static void closeQuietly(Connection lost) {
        try {
            lost.close();
        } catch (SQLException rollingBack) {
            return;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slowBatch_isExecutedOnce(boolean prepared) throws SQLException {
        ArmedRule rule = arm("jdbc.execute[kind=batch,batch-size=3] latency 1ms");

        try (Connection connection = transaction()) {
            insertBatch(connection, prepared);
            connection.commit();
        }

        assertFired(rule, 1);
        assertThat(entriesStored()).isEqualTo(ENTRIES);
    }

    @Test
    void emptyBatch_sendsNothingAndPassesNoPoint() throws SQLException {
        ArmedRule rule = arm("jdbc.execute exception deadlock");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("insert into other values (?)")) {
            assertThat(statement.executeBatch()).isEmpty();
            assertThat(insert.executeBatch()).isEmpty();
        }

        assertThat(selected(rule)).isZero();
    }

    private static BatchUpdateException batchFailure(Connection connection, boolean prepared) {
        BatchUpdateException failure =
                catchThrowableOfType(BatchUpdateException.class, () -> insertBatch(connection, prepared));
        assertThat((Throwable) failure).as("the caller's failure").isNotNull();
        return failure;
    }

    private static void insertBatch(Connection connection, boolean prepared) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into other values (?)");
                Statement texts = connection.createStatement()) {
            for (int id = 1; id <= ENTRIES; id++) {
                if (prepared) {
                    insert.setInt(1, id);
                    insert.addBatch();
                } else {
                    texts.addBatch("insert into other values (" + id + ")");
                }
            }
            (prepared ? insert : texts).executeBatch();
        }
    }

    private int entriesStored() throws SQLException {
        return database().number("select count(*) from other");
    }
}
