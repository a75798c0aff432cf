package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import javax.sql.XADataSource;
import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.mariadb.jdbc.MariaDbDataSource;

@EnabledIfMariaDbIsInstalled
class MariaDbXaFaultTest extends XaFaultContract {

    @Override
    TestDatabase startDatabase() throws SQLException {
        return TestDatabase.mariaDb("");
    }

    @Override
    XADataSource driverDataSource(String url) throws SQLException {
        return new MariaDbDataSource(url);
    }

    /** The driver knows no error code of its own for it, and gives none. */
    @Override
    int lostBranch() {
        return 0;
    }

    @Override
    String sessionsQuery() {
        return "select count(*) from information_schema.processlist where db = database()";
    }
}
