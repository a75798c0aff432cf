package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.ConnectionPoolDataSource;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.h2.jdbcx.JdbcDataSource;

class H2TcpFaultTest extends H2RefusalContract {

    @Override
    TestDatabase startDatabase() throws SQLException {
        return TestDatabase.h2Tcp("");
    }

    @Override
    JdbcDataSource driverDataSource() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(database().url());
        return source;
    }

    @Override
    ConnectionPoolDataSource poolsDataSource() {
        return driverDataSource();
    }

    @Override
    DatabaseFacts facts() {
        return new DatabaseFacts(
                DriverKind.H2,
                Set.of("90067"),
                errors("90067"),
                STATEMENT_ERRORS,
                true,
                true,
                true,
                false,
                false,
                false);
    }

    static final Set<String> STATEMENT_ERRORS =
            Set.of("duplicate-key", "check-violation", "lock-timeout", "query-cancelled");

    static Map<String, String> errors(String lost) {
        return Map.of(
                "serialization-failure", "40001",
                "deadlock", "40001",
                "duplicate-key", "23505",
                "check-violation", "23513",
                "lock-timeout", "HYT00",
                "query-cancelled", "57014",
                "admin-shutdown", lost);
    }
}
