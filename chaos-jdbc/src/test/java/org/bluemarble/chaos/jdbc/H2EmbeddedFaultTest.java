package org.bluemarble.chaos.jdbc;

import java.util.Set;
import javax.sql.ConnectionPoolDataSource;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.h2.jdbcx.JdbcDataSource;

class H2EmbeddedFaultTest extends JdbcFaultContract {

    @Override
    TestDatabase startDatabase() {
        return TestDatabase.h2Embedded();
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
                Set.of("90121", "90007"),
                H2TcpFaultTest.errors("90121"),
                H2TcpFaultTest.STATEMENT_ERRORS,
                false,
                true,
                true,
                false,
                false,
                false);
    }
}
