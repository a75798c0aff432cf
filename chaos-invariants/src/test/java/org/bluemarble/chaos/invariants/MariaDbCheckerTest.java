package org.bluemarble.chaos.invariants;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

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

    @Test
    void writeInASnapshot_isRefusedByTheDatabase() throws Exception {
        try (Snapshot snapshot = Snapshot.of(dataSource(), Duration.ofSeconds(60));
                Statement statement = snapshot.connection().createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("delete from wallet"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("READ ONLY transaction");
        }
    }
}
