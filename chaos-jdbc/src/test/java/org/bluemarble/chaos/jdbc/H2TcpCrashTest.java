package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;

class H2TcpCrashTest extends CrashContract {

    @Override
    TestDatabase startDatabase() throws SQLException {
        return TestDatabase.h2Tcp("");
    }

    @Override
    String way() {
        return "library";
    }

    @Override
    List<String> jvmArguments() {
        return List.of();
    }
}
