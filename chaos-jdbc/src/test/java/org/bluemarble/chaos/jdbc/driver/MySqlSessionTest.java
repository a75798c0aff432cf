package org.bluemarble.chaos.jdbc.driver;

@EnabledIfMariaDbIsInstalled
class MySqlSessionTest extends WireSessionContract {

    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.mySqlDriver("");
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
