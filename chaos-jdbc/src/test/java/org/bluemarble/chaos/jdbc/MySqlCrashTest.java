package org.bluemarble.chaos.jdbc;

import java.util.List;
import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;

@EnabledIfMariaDbIsInstalled
class MySqlCrashTest extends CrashContract {

    @Override
    TestDatabase startDatabase() {
        return TestDatabase.mySqlDriver("");
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
