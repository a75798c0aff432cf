package org.bluemarble.chaos.jdbc;

import com.mysql.cj.jdbc.MysqlConnectionPoolDataSource;
import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;

@EnabledIfMariaDbIsInstalled
class MySqlFaultTest extends JdbcFaultContract {

    @Override
    TestDatabase startDatabase() throws SQLException {
        TestDatabase database = TestDatabase.mySqlDriver("");
        database.execute("create procedure settle() begin end");
        return database;
    }

    @Override
    String callableSql() {
        return "{call settle()}";
    }

    @Override
    DataSource driverDataSource() {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(database().url());
        return source;
    }

    @Override
    ConnectionPoolDataSource poolsDataSource() {
        MysqlConnectionPoolDataSource source = new MysqlConnectionPoolDataSource();
        source.setUrl(database().url());
        return source;
    }

    @Override
    DatabaseFacts facts() {
        return new DatabaseFacts(
                DriverKind.MYSQL,
                Set.of("08S01", "08007"),
                Map.of(
                        "serialization-failure", "40001",
                        "deadlock", "40001",
                        "duplicate-key", "23000",
                        "check-violation", "23000",
                        "lock-timeout", "40001",
                        "query-cancelled", "70100",
                        "admin-shutdown", "08S01",
                        "too-many-connections", "08004"),
                Set.of("duplicate-key", "check-violation", "lock-timeout", "query-cancelled"),
                true,
                true,
                true,
                true,
                true,
                true);
    }
}
