package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.Driver;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;

/** What is known of a connection before it is opened, and what is left unknown. */
class ConnectOriginTest {

    private final Chaos chaos = Chaos.create("origin");

    @AfterEach
    void close() {
        chaos.close();
    }

    private static void assertPostgres(CommonDataSource source) {
        ConnectOrigin origin = ConnectOrigin.of(source);

        assertThat(origin.isDrivers()).isTrue();
        assertThat(origin.driver()).isEqualTo("postgresql");
        assertThat(origin.url())
                .asString()
                .startsWith("jdbc:postgresql://localhost:5432/game")
                .doesNotContain("?");
    }

    @Test
    void driversDataSource_isKnownByItsClassAndItsUrl() {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl("jdbc:postgresql://localhost:5432/game?user=trader");
        PGXADataSource branches = new PGXADataSource();
        branches.setServerNames(new String[] {"localhost"});
        branches.setPortNumbers(new int[] {5432});
        branches.setDatabaseName("game");

        assertPostgres(plain);
        assertPostgres(branches);
    }

    @Test
    void dataSourceDerivedFromADrivers_isItsDriversAsWell() {
        PGSimpleDataSource derived = new PGSimpleDataSource() {
            private static final long serialVersionUID = 1;
        };
        derived.setUrl("jdbc:postgresql://localhost:5432/game");

        assertPostgres(derived);
    }

    @Test
    void wrappedDataSource_isWhatItWraps() {
        PGSimpleDataSource inner = new PGSimpleDataSource();
        inner.setUrl("jdbc:postgresql://localhost:5432/game");

        assertPostgres(ChaosDataSource.wrap(ChaosDataSource.wrap((DataSource) inner, chaos), chaos));
    }

    @Test
    void dataSourceWithoutUrl_isKnownByItsClassAlone() {
        ConnectOrigin origin = ConnectOrigin.of((XADataSource) new JdbcDataSource());

        assertThat(origin.driver()).isEqualTo("h2");
        assertThat(origin.url()).isEqualTo(CallAttributes.UNKNOWN);
    }

    @Test
    void dataSourceOfNobodyWeKnow_isUnknown() throws Exception {
        try (TestDatabase database = TestDatabase.h2Embedded()) {
            ConnectOrigin origin = ConnectOrigin.of(database);

            assertThat(origin.isDrivers()).isFalse();
            assertThat(origin.driver()).isEqualTo(CallAttributes.UNKNOWN);
            assertThat(origin.url()).isEqualTo(CallAttributes.UNKNOWN);
        }
    }

    @Test
    void driverThatAnswersToAnothersScheme_isItself() {
        ConnectOrigin origin = ConnectOrigin.of(new Driver(), "jdbc:mysql://localhost/game?permitMysqlScheme");

        assertThat(origin.driver()).isEqualTo("mariadb");
    }

    @Test
    void userAndPasswordInTheUrl_areNoPartOfTheAttribute() {
        ConnectOrigin origin = ConnectOrigin.of(
                new org.postgresql.Driver(), "jdbc:postgresql://trader:secret@localhost:5432/game?ssl=true");

        assertThat(origin.url()).isEqualTo("jdbc:postgresql://localhost:5432/game");
    }

    @Test
    void pool_connectsUnseenAndPassesItsOwnPoint() throws Exception {
        try (TestDatabase database = TestDatabase.h2Embedded();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url());
            ArmedRule connects = chaos.arm("connects: jdbc.connect latency 1ms");
            ArmedRule acquires = chaos.arm("acquires: pool.acquire latency 1ms");

            try (Connection connection =
                    ChaosDataSource.wrap((DataSource) pool, chaos).getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
            }

            assertThat(acquires.counters().done()).isEqualTo(1);
            assertThat(connects.counters().passed()).isZero();
        }
    }
}
