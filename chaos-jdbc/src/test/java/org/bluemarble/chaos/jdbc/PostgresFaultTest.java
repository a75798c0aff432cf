package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresFaultTest extends JdbcFaultContract {

    @Override
    TestDatabase startDatabase() {
        return TestDatabase.postgres("");
    }

    @Override
    DataSource driverDataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database().url());
        return source;
    }

    @Override
    ConnectionPoolDataSource poolsDataSource() {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(database().url());
        return source;
    }

    @Test
    void lateCommitOfAFailedTransaction_isRefusedSinceItRollsBack() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        failureOf(() -> run(connection, "no such statement"));
        ArmedRule rule = arm("jdbc.commit late-commit 50s limit=1");

        assertLost(failureOf(connection::commit));
        rule.disarm();

        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertRefused(rule, "the kept transaction had failed before, so its late commit rolled back");
        assertThat(gold()).isEqualTo(100);
        closeLost(connection);
        assertPoolWorks();
    }

    @Test
    void lateCommitOfASessionThatHasEnded_isRefused() throws SQLException {
        Connection connection = transaction();
        give(connection, 5);
        ArmedRule rule = arm("jdbc.commit late-commit 50s limit=1");
        assertLost(failureOf(connection::commit));

        database()
                .execute("select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'");
        assertThat(goldAfterTheSessionIsGone(100)).isEqualTo(100);
        rule.disarm();

        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertRefused(rule, "the kept session could not commit: ");
        assertThat(gold()).isEqualTo(100);
        closeLost(connection);
        assertPoolWorks();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    DatabaseFacts facts() {
        return new DatabaseFacts(
                DriverKind.POSTGRESQL,
                Set.of("08006"),
                Map.of(
                        "serialization-failure", "40001",
                        "deadlock", "40P01",
                        "duplicate-key", "23505",
                        "check-violation", "23514",
                        "lock-timeout", "55P03",
                        "query-cancelled", "57014",
                        "admin-shutdown", "57P01",
                        "too-many-connections", "53300"),
                Set.of(),
                true,
                false,
                false,
                true,
                true,
                true);
    }
}
