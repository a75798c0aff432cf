package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;

/** Taking a connection out of a pool. */
abstract class PoolContract extends ConnectContract {

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
}
