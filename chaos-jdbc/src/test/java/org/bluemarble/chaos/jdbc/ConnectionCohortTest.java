package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** A share of the connections: all calls of one, or none. */
class ConnectionCohortTest {

    private static final int CONNECTIONS = 40;

    @Test
    void halfOfTheConnections_areHitWithAllTheirCalls_andTheOthersWithNone() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:connection-cohort;DB_CLOSE_DELAY=-1");
        Set<Long> injections = new HashSet<>();
        try (Chaos chaos = Chaos.create("connection-cohort")) {
            DataSource wrapped = ChaosDataSource.wrap((DataSource) database, chaos);
            ArmedRule half = chaos.arm("half: jdbc.execute[cohort=50%/connection] latency 1ms");
            List<Connection> open = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = wrapped.getConnection();
                open.add(connection);
                long before = half.counters().injected();
                try (Statement statement = connection.createStatement()) {
                    for (int call = 0; call < 3; call++) {
                        statement.execute("select 1");
                    }
                }
                injections.add(half.counters().injected() - before);
            }
            for (Connection connection : open) {
                connection.close();
            }

            assertThat(injections).containsExactlyInAnyOrder(0L, 3L);
            assertThat(half.counters().unknown()).isZero();
        }
    }
}
