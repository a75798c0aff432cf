package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.ConnectionPoolDataSource;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.mariadb.jdbc.MariaDbDataSource;

@EnabledIfMariaDbIsInstalled
class MariaDbFaultTest extends JdbcFaultContract {

    @Override
    TestDatabase startDatabase() throws SQLException {
        TestDatabase database = TestDatabase.mariaDb("");
        database.execute("create procedure settle() begin end");
        return database;
    }

    @Override
    String callableSql() {
        return "{call settle()}";
    }

    @Override
    MariaDbDataSource driverDataSource() throws SQLException {
        return new MariaDbDataSource(database().url());
    }

    @Override
    ConnectionPoolDataSource poolsDataSource() throws SQLException {
        return driverDataSource();
    }

    @Override
    DatabaseFacts facts() {
        return new DatabaseFacts(
                DriverKind.MARIADB,
                Set.of("08000"),
                Map.of(
                        "serialization-failure", "40001",
                        "deadlock", "40001",
                        "duplicate-key", "23000",
                        "check-violation", "23000",
                        "lock-timeout", "HY000",
                        "query-cancelled", "70100",
                        "admin-shutdown", "08000",
                        "too-many-connections", "08004"),
                Set.of("duplicate-key", "check-violation", "lock-timeout", "query-cancelled"),
                true,
                false,
                true,
                true,
                true,
                true);
    }
}
