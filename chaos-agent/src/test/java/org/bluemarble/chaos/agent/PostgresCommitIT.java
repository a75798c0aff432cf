package org.bluemarble.chaos.agent;

import org.bluemarble.chaos.jdbc.driver.TestDatabase;

class PostgresCommitIT extends CommitOverJmxContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres("");
    }

    @Override
    String lostConnection() {
        return "08006 org.postgresql.util.PSQLException";
    }
}
