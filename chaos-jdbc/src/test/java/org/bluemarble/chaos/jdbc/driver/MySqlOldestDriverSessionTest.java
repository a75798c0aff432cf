package org.bluemarble.chaos.jdbc.driver;

import org.bluemarble.chaos.servers.MariaDbServer;

@EnabledIfMariaDbIsInstalled
class MySqlOldestDriverSessionTest extends WireSessionContract {

    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.mySqlDriver(MariaDbServer.builder(), "").through("mysql-oldest.jar");
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
