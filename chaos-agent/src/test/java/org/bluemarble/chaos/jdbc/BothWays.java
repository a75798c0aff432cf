package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.bluemarble.chaos.ArmedRule;

/** What holds of each driver whose calls pass a wrapper of the library and then a weave of the agent. */
final class BothWays {

    private static final List<String> POINTS =
            List.of("pool.acquire", "jdbc.connect", "jdbc.execute", "jdbc.commit", "jdbc.rollback");

    private BothWays() {}

    /** Without the wrapper the weave alone disturbs each operation once, with it still once: so both are there. */
    static void assertEachOperationIsDisturbedOnce(JdbcFixture fixture) throws SQLException {
        assertThat(fixture.dataSource()).isNotSameAs(fixture.pool());

        for (DataSource source : List.of(fixture.pool(), fixture.dataSource())) {
            fixture.pool().getHikariPoolMXBean().softEvictConnections();
            Map<String, ArmedRule> rules = POINTS.stream()
                    .collect(Collectors.toMap(
                            point -> point,
                            point -> fixture.way()
                                    .chaos()
                                    .arm(point.replace('.', '-') + ": " + point + " latency 1ms ttl=1m")));

            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                JdbcFixture.give(connection, 5);
                connection.commit();
                JdbcFixture.give(connection, 5);
                connection.rollback();
            }

            rules.forEach((point, rule) -> assertThat(rule.counters().done())
                    .as("%s through %s", point, source.getClass())
                    .isEqualTo(point.equals("jdbc.execute") ? 2 : 1));
            rules.values().forEach(ArmedRule::disarm);
        }
        assertThat(fixture.gold()).isEqualTo(110);
    }
}
