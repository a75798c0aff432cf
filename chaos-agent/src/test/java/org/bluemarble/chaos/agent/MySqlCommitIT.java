package org.bluemarble.chaos.agent;

import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;

@EnabledIfMariaDbIsInstalled
class MySqlCommitIT extends CommitOverJmxContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mySqlDriver("");
    }

    @Override
    String lostConnection() {
        return "08S01 com.mysql.cj.jdbc.exceptions.CommunicationsException";
    }
}
