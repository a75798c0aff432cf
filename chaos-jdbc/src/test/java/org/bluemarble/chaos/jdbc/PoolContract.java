package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.jdbc.driver.DriverSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
                .hasMessageMatching("contract - Connection is not available, request timed out after \\d{3,}ms.*");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertInjected(failure);
        assertFired(rule, 1);
        pool().getHikariConfigMXBean().setConnectionTimeout(20_000);
        assertPoolWorks();
    }

    @Test
    void slowPool_isReleasedByDisarming() throws Exception {
        ArmedRule rule = arm("pool.acquire latency 40s limit=1");

        releasedByDisarming(rule, () -> dataSource().getConnection()).close();
    }

    @ParameterizedTest
    @EnumSource
    void formerBorrowersState_isThereAndThePoolDoesNotKnow(JdbcFaults.FormerState.State state) throws SQLException {
        Object clean = stateOfOne(state);
        ArmedRule rule = arm("pool.acquire former-state " + Spelling.of(state) + " limit=1");
        ArmedRule answer = way().chaos().arm("answer: pool.acquire latency 1ms phase=after limit=1 ttl=1m");
        boolean keeps = state != JdbcFaults.FormerState.State.READ_ONLY || facts().keepsReadOnly();

        try (Connection connection = dataSource().getConnection()) {
            assertThat(stateOf(connection, state).equals(clean)).isEqualTo(!keeps);
            assertThat(rule.counters().waiting()).isEqualTo(keeps ? 1 : 0);
            assertThat(rule.counters().cancelled())
                    .as("refused where the driver makes nothing of it")
                    .isEqualTo(keeps ? 0 : 1);
            rule.disarm();
        }

        assertThat(stateOfOne(state)).as("nothing is left of it").isEqualTo(clean);
        assertThat(rule.counters().done()).isEqualTo(keeps ? 1 : 0);
        assertThat(answer.counters().done())
                .as("another rule's delay is none of it")
                .isEqualTo(1);
    }

    private Object stateOfOne(JdbcFaults.FormerState.State state) throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            return stateOf(connection, state);
        }
    }

    private static Object stateOf(Connection connection, JdbcFaults.FormerState.State state) throws SQLException {
        return switch (state) {
            case AUTO_COMMIT -> connection.getAutoCommit();
            case READ_ONLY -> connection.isReadOnly();
            case ISOLATION -> connection.getTransactionIsolation();
        };
    }

    @Test
    void formerStateThatIsRefused_costsNoConnection() throws SQLException {
        Connection before;
        try (Connection connection = dataSource().getConnection()) {
            before = DriverSessions.physicalOf(connection);
        }
        ArmedRule rule = arm("pool.acquire former-state read-only limit=1");

        dataSource().getConnection().close();
        rule.disarm();

        try (Connection connection = dataSource().getConnection()) {
            assertThat(DriverSessions.physicalOf(connection) == before).isEqualTo(!facts().keepsReadOnly());
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
