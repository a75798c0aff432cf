package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;

/** Opening a connection without a pool. */
abstract class ConnectContract extends CallFaultContract {

    /** The driver's own data source, for connections without a pool. */
    abstract DataSource driverDataSource() throws SQLException;

    @Test
    void connecting_passesOnceAndHidesWhatTheDriverSends() throws SQLException {
        ArmedRule connects = counting("jdbc.connect");
        ArmedRule executions = way().chaos().arm("executions: jdbc.execute latency 1ms nth=1000000 ttl=1m");

        way().connect(driverDataSource(), database().url()).close();
        assertThat(selected(connects)).isEqualTo(1);
        way().around(driverDataSource()).getConnection().close();

        assertThat(selected(connects)).as("by the driver's own data source").isEqualTo(2);
        assertThat(selected(executions)).isZero();
    }

    @Test
    void tooManyConnections_isTheDriversOwnRefusal() throws SQLException {
        ArmedRule rule = arm("jdbc.connect exception too-many-connections limit=1");
        if (!facts().limitsConnections()) {
            way().connect(driverDataSource(), database().url()).close();

            assertThat(rule.counters().cancelled())
                    .as("refused: H2 has no limit")
                    .isEqualTo(1);
            return;
        }

        SQLException failure =
                failureOf(() -> way().connect(driverDataSource(), database().url()));

        assertThat(failure.getSQLState()).isEqualTo(facts().errors().get("too-many-connections"));
        assertInjected(failure);
        assertFired(rule, 1);
        way().connect(driverDataSource(), database().url()).close();
    }
}
