package org.bluemarble.chaos.jdbc.driver;

@EnabledIfMariaDbIsInstalled
class MariaDbFormerDriverSessionTest extends WireSessionContract {

    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.mariaDb("").through("mariadb-former.jar");
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
