package org.bluemarble.chaos.agent;

import org.bluemarble.chaos.jdbc.driver.TestDatabase;

class H2CommitIT extends CommitOverJmxContract {

    @Override
    TestDatabase database() throws Exception {
        return TestDatabase.h2Tcp("");
    }

    @Override
    String lostConnection() {
        return "90067 org.h2.jdbc.JdbcSQLNonTransientConnectionException";
    }

    @Override
    boolean poolEvicts() {
        // Its SQLState is not of class 08.
        return false;
    }
}
