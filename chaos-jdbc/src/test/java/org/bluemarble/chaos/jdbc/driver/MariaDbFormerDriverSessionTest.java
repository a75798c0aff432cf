package org.bluemarble.chaos.jdbc.driver;

import org.bluemarble.chaos.servers.MariaDbServer;

@EnabledIfMariaDbIsInstalled
class MariaDbFormerDriverSessionTest extends WireSessionContract {

    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.mariaDb(MariaDbServer.builder(), "").through("mariadb-former.jar");
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
