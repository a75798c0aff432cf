package org.bluemarble.chaos.jdbc.driver;

@EnabledIfMariaDbIsInstalled
class MySqlOldestDriverSessionTest extends WireSessionContract {

    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.mySqlDriver("").through("mysql-oldest.jar");
    }

    @Override
    String lostClass() {
        return "com.mysql.cj.jdbc.exceptions.CommunicationsException";
    }

    @Override
    String lostState() {
        return "08S01";
    }

    @Override
    boolean sendsEveryCommit() {
        return true;
    }
}
