package org.bluemarble.chaos.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@EnabledIfMariaDbIsInstalled
class MariaDbServerTest extends DatabaseServerContract {
    @Override
    DatabaseServer startTemporary() {
        return MariaDbServer.builder().start();
    }

    @Override
    DatabaseServer startTemporary(int port) {
        return MariaDbServer.builder().temporary().port(port).start();
    }

    @Override
    DatabaseServer startIn(Path directory) {
        return MariaDbServer.builder().dataDirectory(directory).start();
    }

    @Override
    String temporaryPrefix() {
        return "chaos-mariadb-";
    }

    @Test
    void settings_arriveAtTheServer() throws SQLException {
        try (MariaDbServer server = MariaDbServer.builder()
                        .setting("innodb-flush-log-at-trx-commit", "1")
                        .setting("innodb_lock_wait_timeout", "3")
                        .start();
                Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT @@innodb_flush_log_at_trx_commit, @@innodb_lock_wait_timeout")) {
            row.next();

            assertThat(row.getInt(1)).isEqualTo(1);
            assertThat(row.getInt(2)).isEqualTo(3);
        }
    }

    @Test
    void logNotFlushedAtCommit_isRefused() {
        assertThatThrownBy(() -> MariaDbServer.builder()
                        .setting("innodb_flush_log_at_trx_commit", "0")
                        .start())
                .isInstanceOf(ServerException.class)
                .hasMessage("innodb_flush_log_at_trx_commit was '0' but must be '1' or '2'; otherwise a killed server"
                        + " loses commits it has acknowledged");
    }

    @Test
    void setting_thatTheStarterDecides_isRefused() {
        assertThatThrownBy(() -> MariaDbServer.builder().setting("datadir", "/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting was 'datadir' but must be none of [bind-address, bind_address, datadir, pid-file,"
                        + " pid_file, port, socket, user]; the starter decides these: use port(…) or dataDirectory(…)");
    }

    @Test
    void setting_unknownToTheServer_isRefusedInItsWords_andNothingIsLeft() throws IOException {
        var before = temporaryFolders();

        assertThatThrownBy(() ->
                        MariaDbServer.builder().setting("max_conections", "1").start())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("ended while starting; it wrote:")
                .hasMessageContaining("unknown variable 'max_conections=1'");
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    @Test
    void ownDirectory_ofAnotherKindOfServer_isRefused() throws IOException {
        Path directory = folder.resolve("game");
        startIn(directory).close();

        assertThatThrownBy(
                        () -> PostgresServer.builder().dataDirectory(directory).start())
                .isInstanceOf(ServerException.class)
                .hasMessage("dataDirectory was " + directory.toRealPath() + " but must be one made for postgres; an"
                        + " earlier run made it for mariadb");
    }
}
