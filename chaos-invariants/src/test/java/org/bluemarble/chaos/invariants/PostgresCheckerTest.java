package org.bluemarble.chaos.invariants;

import javax.sql.DataSource;
import org.bluemarble.chaos.servers.PostgresServer;
import org.junit.jupiter.api.AfterAll;

class PostgresCheckerTest extends CheckerContract {

    private final PostgresServer server = PostgresServer.builder().start();

    @Override
    DataSource dataSource() {
        return new DriverDataSource(server.jdbcUrl());
    }

    @AfterAll
    void stop() {
        server.close();
    }
}
