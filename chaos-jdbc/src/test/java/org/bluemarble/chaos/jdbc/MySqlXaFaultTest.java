package org.bluemarble.chaos.jdbc;

import com.mysql.cj.jdbc.MysqlXADataSource;
import java.sql.SQLException;
import javax.sql.XADataSource;
import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;

@EnabledIfMariaDbIsInstalled
class MySqlXaFaultTest extends XaFaultContract {

    @Override
    TestDatabase startDatabase() throws SQLException {
        return TestDatabase.mySqlDriver("");
    }

    @Override
    XADataSource driverDataSource(String url) throws SQLException {
        MysqlXADataSource source = new MysqlXADataSource();
        source.setUrl(url);
        return source;
    }

    @Override
    String sessionsQuery() {
        return "select count(*) from information_schema.processlist where db = database()";
    }
}
