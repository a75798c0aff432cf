package org.bluemarble.chaos.jdbc.driver;

@EnabledIfMariaDbIsInstalled
class MariaDbSessionTest extends WireSessionContract {

    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.mariaDb("");
    }

    @Override
    String lostClass() {
        return "java.sql.SQLNonTransientConnectionException";
    }

    @Override
    String lostState() {
        return "08000";
    }

    @Override
    boolean sendsEveryCommit() {
        return false;
    }
}
