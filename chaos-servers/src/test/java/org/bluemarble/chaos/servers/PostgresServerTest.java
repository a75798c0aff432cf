package org.bluemarble.chaos.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresServerTest extends DatabaseServerContract {
    @Override
    DatabaseServer startTemporary() {
        return PostgresServer.builder().start();
    }

    @Override
    DatabaseServer startTemporary(int port) {
        return PostgresServer.builder().temporary().port(port).start();
    }

    @Override
    DatabaseServer startIn(Path directory) {
        return PostgresServer.builder().dataDirectory(directory).start();
    }

    @Override
    String temporaryPrefix() {
        return "chaos-postgres-";
    }

    @Test
    void commits_areSynchronous_andSettingsArriveAtTheServer() throws SQLException {
        try (PostgresServer server = PostgresServer.builder()
                .setting("max_prepared_transactions", "7")
                .start()) {
            assertThat(show(server, "synchronous_commit")).isEqualTo("on");
            assertThat(show(server, "fsync")).isEqualTo("off");
            assertThat(show(server, "max_prepared_transactions")).isEqualTo("7");
            assertThat(show(server, "listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void fsync_canBeSwitchedOn() throws SQLException {
        try (PostgresServer server =
                PostgresServer.builder().setting("fsync", "on").start()) {
            assertThat(show(server, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void synchronousCommitOff_isRefused() {
        assertThatThrownBy(() -> PostgresServer.builder()
                        .setting("synchronous_commit", "off")
                        .start())
                .isInstanceOf(ServerException.class)
                .hasMessage("synchronous_commit was 'off' but must be 'on'; otherwise a killed server loses commits it"
                        + " has acknowledged");
    }

    @Test
    void setting_thatTheStarterDecides_isRefused() {
        assertThatThrownBy(() -> PostgresServer.builder().setting("port", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting was 'port' but must be none of [config_file, data_directory, hba_file,"
                        + " listen_addresses, port, unix_socket_directories]; the starter decides these: use port(…) or"
                        + " dataDirectory(…)");
    }

    @Test
    void setting_withAnImpossibleName_isRefused() {
        assertThatThrownBy(() -> PostgresServer.builder().setting("a b", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting was 'a b' but must be a name of PostgreSQL's, of lower-case letters, digits and"
                        + " underscores");
    }

    @Test
    void setting_unknownToTheServer_isRefusedInItsWords_andNothingIsLeft() throws IOException {
        var before = temporaryFolders();

        assertThatThrownBy(() ->
                        PostgresServer.builder().setting("max_conections", "1").start())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("ended while starting; it wrote:")
                .hasMessageContaining("unrecognized configuration parameter \"max_conections\"");
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    @Test
    void unknownArchitecture_isRefused() {
        assertThatThrownBy(() -> PostgresServer.builder()
                        .platform(new Platform("Linux", "riscv64", false, true, true))
                        .start())
                .isInstanceOf(ServerException.class)
                .hasMessage("processor architecture was riscv64 but must be amd64 or aarch64; elsewhere give the URL of"
                        + " a database that runs already");
    }

    @Test
    void otherOperatingSystem_isRefused() {
        assertThatThrownBy(() -> PostgresServer.builder()
                        .platform(new Platform("Mac OS X", "aarch64", false, false, false))
                        .start())
                .isInstanceOf(ServerException.class)
                .hasMessage("operating system was Mac OS X but must be Linux; elsewhere give the URL of a database that"
                        + " runs already");
    }

    @Test
    void rootWithoutUserNamespaces_isRefused() {
        assertThatThrownBy(() -> PostgresServer.builder()
                        .platform(new Platform("Linux", System.getProperty("os.arch"), true, false, false))
                        .start())
                .isInstanceOf(ServerException.class)
                .hasMessage("user was root but must be an ordinary one where 'unshare -U' does not work; PostgreSQL"
                        + " refuses to run as root: start this JVM as another user, or allow user namespaces");
    }

    @Test
    void withoutParentDeathSignal_worksAsWell() {
        Platform here = Platform.current();
        try (PostgresServer server = PostgresServer.builder()
                .platform(new Platform("Linux", here.architecture(), here.isRoot(), here.hasUserNamespaces(), false))
                .start()) {
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void ownDirectory_ofAnotherMajorVersion_isRefused() throws IOException {
        Path directory = folder.resolve("game");
        startIn(directory).close();
        Files.writeString(directory.resolve("data").resolve("PG_VERSION"), "12\n");

        assertThatThrownBy(() -> startIn(directory))
                .isInstanceOf(ServerException.class)
                .hasMessage(
                        "dataDirectory holds data of PostgreSQL 12 but must hold such of 17, the version on the class"
                                + " path; choose another directory");
    }

    private static String show(PostgresServer server, String setting) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
