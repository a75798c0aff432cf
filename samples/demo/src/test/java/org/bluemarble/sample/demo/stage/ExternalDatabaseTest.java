package org.bluemarble.sample.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.sample.game.economy.ServerKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExternalDatabaseTest {
    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.builder().start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void emptyDatabase_isUsed_andLeftEmpty() throws Exception {
        String url = database("empty");
        ExternalDatabase external = ExternalDatabase.open(url);

        assertThat(external.prepareFor(ServerKind.NAIVE)).isEqualTo(url);
        execute(url, "create table wallet(acct varchar(9))", "insert into wallet values ('p1')");
        external.prepareFor(ServerKind.CORRECT);
        execute(url, "create table wallet(acct varchar(9))");
        external.close();

        assertThat(external.process()).isEmpty();
        // Both names are free again.
        execute(url, "create table wallet(acct varchar(9))", "create table demo_mark(what varchar(9))");
    }

    @Test
    void databaseOfAGame_isRefused_andKept() throws Exception {
        String url = database("precious");
        execute(url, "create table wallet(acct varchar(9))", "insert into wallet values ('p1')");

        assertThatThrownBy(() -> ExternalDatabase.open(url))
                .isInstanceOf(StageException.class)
                .hasMessage("--jdbc-url was '" + url + "' but must be a database without tables wallet; the demo would"
                        + " empty them, so give it a database of its own");
        execute(url, "insert into wallet values ('p2')");
    }

    @Test
    void databaseOfAnInterruptedDemo_isTakenOver() throws Exception {
        String url = database("interrupted");
        ExternalDatabase.open(url);
        execute(url, "create table wallet(acct varchar(9))");

        ExternalDatabase again = ExternalDatabase.open(url);
        again.prepareFor(ServerKind.NAIVE);

        execute(url, "create table wallet(acct varchar(9))");
        again.close();
    }

    @Test
    void databaseThatIsNotThere_isToldInOneLine() {
        assertThatThrownBy(() -> ExternalDatabase.open(postgres.jdbcUrl("nowhere") + "&password=secret"))
                .isInstanceOf(StageException.class)
                .hasMessageStartingWith("--jdbc-url was '" + postgres.jdbcUrl("nowhere")
                        + "&password=***' but must be a database that can be reached: ")
                .hasMessageContaining("\"nowhere\" does not exist");
    }

    @Test
    void databaseOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> ExternalDatabase.open("jdbc:oracle:thin:@host"))
                .hasMessage(
                        "--jdbc-url was 'jdbc:oracle:thin:@host' but must begin with jdbc:postgresql:, jdbc:mariadb: or"
                                + " jdbc:h2:tcp:; the game server and the checker reach it from two processes");
    }

    private static String database(String name) {
        postgres.createDatabase(name);
        return postgres.jdbcUrl(name);
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
