package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening a connection without a pool. */
abstract class ConnectContract extends CallFaultContract {

    /** The driver's own data source, for connections without a pool. */
    abstract DataSource driverDataSource() throws SQLException;

    /** The driver's own data source, for pools that are not HikariCP. */
    abstract ConnectionPoolDataSource poolsDataSource() throws SQLException;

    @Test
    void connecting_passesOnceAndHidesWhatTheDriverSends() throws SQLException {
        ArmedRule connects = counting("jdbc.connect");
        ArmedRule executions = counting("executions", "jdbc.execute");

        way().connect(driverDataSource(), database().url()).close();
        assertThat(selected(connects)).isEqualTo(1);
        way().around(driverDataSource()).getConnection().close();

        assertThat(selected(connects)).as("by the driver's own data source").isEqualTo(2);
        assertThat(selected(executions)).isZero();
    }

    @Test
    void connectingForAPool_passesOnceAndHidesWhatTheDriverSends() throws SQLException {
        ArmedRule connects = counting("jdbc.connect[driver=" + driver() + "]");
        ArmedRule executions = counting("executions", "jdbc.execute");

        PooledConnection pooled = way().around(poolsDataSource()).getPooledConnection();

        try {
            assertThat(selected(connects)).isEqualTo(1);
            assertThat(selected(executions)).isZero();
            assertThat(pooled.getConnection().isValid(5)).isTrue();
        } finally {
            pooled.close();
        }
    }

    @Test
    void connecting_isKnownByItsDriverAndUrl() throws SQLException {
        String address = database().url().split("[?;]", 2)[0];
        ArmedRule here = counting("jdbc.connect[driver=" + driver() + ",url='" + address + "']");
        ArmedRule otherDriver = counting("other-driver", "jdbc.connect[driver!=" + driver() + "]");
        ArmedRule otherUrl = counting("other-url", "jdbc.connect[url!='" + address + "']");

        way().connect(driverDataSource(), database().url()).close();
        way().around(driverDataSource()).getConnection().close();

        assertThat(selected(here)).isEqualTo(2);
        for (ArmedRule other : List.of(otherDriver, otherUrl)) {
            assertThat(selected(other)).isZero();
            assertThat(other.counters().unknown()).isZero();
        }
    }

    private String driver() {
        return DriverNames.of(facts().driver());
    }

    @Test
    void tooManyConnections_isTheDriversOwnRefusal() throws SQLException {
        ArmedRule rule = arm("jdbc.connect exception too-many-connections limit=1");
        if (!facts().limitsConnections()) {
            ArmedRule answer = way().chaos().arm("answer: jdbc.connect latency 1ms phase=after limit=1 ttl=1m");

            way().connect(driverDataSource(), database().url()).close();

            assertRefused(rule, "but must be another on H2, which does not limit connections");
            assertThat(answer.counters().done())
                    .as("another rule's delay is none of it")
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

    @ParameterizedTest
    @ValueSource(strings = {"admin-shutdown", "connection-lost"})
    void connectionEndedWhileConnecting_isTheDriversOwnFailure(String profile) throws SQLException {
        ArmedRule rule = arm("jdbc.connect exception " + profile + " limit=1");

        SQLException failure =
                failureOf(() -> way().connect(driverDataSource(), database().url()));

        assertInjected(failure);
        assertFired(rule, 1);
        if (profile.equals("connection-lost")) {
            assertLost(failure);
        } else {
            assertThat(failure.getSQLState()).isEqualTo(facts().errors().get("admin-shutdown"));
        }
        way().connect(driverDataSource(), database().url()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void hangingConnect_isReleasedByDisarming(String phase) throws Exception {
        ArmedRule rule = arm("jdbc.connect hang limit=1 phase=" + phase);

        releasedByDisarming(
                        rule, () -> way().connect(driverDataSource(), database().url()))
                .close();
    }
}
