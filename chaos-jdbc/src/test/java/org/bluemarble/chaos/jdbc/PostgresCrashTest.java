package org.bluemarble.chaos.jdbc;

import java.util.List;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;

class PostgresCrashTest extends CrashContract {

    @Override
    TestDatabase startDatabase() {
        return TestDatabase.postgres("");
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
