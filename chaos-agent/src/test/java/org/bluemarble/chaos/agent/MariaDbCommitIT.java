package org.bluemarble.chaos.agent;

import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;

@EnabledIfMariaDbIsInstalled
class MariaDbCommitIT extends CommitOverJmxContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariaDb("");
    }

    @Override
    String lostConnection() {
        return "08000 java.sql.SQLNonTransientConnectionException";
    }
}
