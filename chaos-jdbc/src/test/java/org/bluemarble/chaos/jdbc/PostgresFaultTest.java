package org.bluemarble.chaos.jdbc;

import java.util.Map;
import java.util.Set;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
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
