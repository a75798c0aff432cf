package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import javax.sql.XADataSource;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.bluemarble.chaos.servers.PostgresServer;
import org.postgresql.xa.PGXADataSource;

class PostgresXaFaultTest extends XaFaultContract {

    @Override
    TestDatabase startDatabase() throws SQLException {
        return TestDatabase.postgres(PostgresServer.builder().setting("max_prepared_transactions", "10"), "");
    }

    @Override
    XADataSource driverDataSource(String url) throws SQLException {
        PGXADataSource source = new PGXADataSource();
        source.setUrl(url);
        return source;
    }

    @Override
    String sessionsQuery() {
        return "select count(*) from pg_stat_activity where datname = current_database()";
    }

    @Override
    boolean failsBesideAPreparedBranch() {
        return true;
    }
}
