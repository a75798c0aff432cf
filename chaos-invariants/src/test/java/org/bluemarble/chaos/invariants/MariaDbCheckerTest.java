package org.bluemarble.chaos.invariants;

import javax.sql.DataSource;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.junit.jupiter.api.AfterAll;

@EnabledIfMariaDbIsInstalled
class MariaDbCheckerTest extends CheckerContract {

    private final MariaDbServer server = MariaDbServer.builder().start();

    MariaDbCheckerTest() {
        server.createDatabase("game");
    }

    @Override
    DataSource dataSource() {
        return new DriverDataSource(server.jdbcUrl("game"));
    }

    @AfterAll
    void stop() {
        server.close();
    }
}
