package org.bluemarble.chaos.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of server keeps, tried on a running one. */
abstract class DatabaseServerContract {
    @TempDir
    Path folder;

    abstract DatabaseServer startTemporary();

    abstract DatabaseServer startTemporary(int port);

    abstract DatabaseServer startIn(Path directory);

    /** {@return what the folders in java.io.tmpdir begin with} */
    abstract String temporaryPrefix();

    @Test
    void start_acceptsConnectionsAsTheOnlyUser() throws SQLException {
        try (DatabaseServer server = startTemporary();
                Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
            assertThat(connection.isValid(30)).isTrue();
            assertThat(server.isAlive()).isTrue();
            assertThat(connection.getMetaData().getUserName()).startsWith(server.user());
        }
    }

    @Test
    void createDatabase_canBeConnectedTo_andASecondTimeIsRefused() throws SQLException {
        try (DatabaseServer server = startTemporary()) {
            server.createDatabase("shard_1");

            try (Connection connection = DriverManager.getConnection(server.jdbcUrl("shard_1"))) {
                assertThat(connection.isValid(30)).isTrue();
            }
            assertThatThrownBy(() -> server.createDatabase("shard_1"))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("exists");
            assertThatThrownBy(() -> server.createDatabase("x; DROP"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("database name was 'x; DROP' but must be 1 to 63 lower-case letters, digits and"
                            + " underscores, beginning with a letter");
        }
    }

    @Test
    void killAndRestart_keepsEveryAcknowledgedRowOnTheSamePort() throws SQLException {
        try (DatabaseServer server = startTemporary()) {
            server.createDatabase("game");
            execute(server, "CREATE TABLE t (id INT PRIMARY KEY)");
            AtomicInteger acknowledged = new AtomicInteger();
            Thread writer = insertUntilBroken(server, acknowledged);
            await("rows before the kill").atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() > 50);
            int port = server.port();

            server.kill();

            assertThat(server.isAlive()).isFalse();
            await("the writer to notice").atMost(Duration.ofSeconds(60)).until(() -> !writer.isAlive());
            server.restart();
            assertThat(server.port()).isEqualTo(port);
            // One more may be there: the commit that was on its way when the server died.
            assertThat(count(server)).isBetween(acknowledged.get(), acknowledged.get() + 1);
        }
    }

    @Test
    void restart_ofARunningServer_stopsItFirst() throws SQLException {
        try (DatabaseServer server = startTemporary()) {
            long first = server.pid();

            server.restart();

            assertThat(server.pid()).isNotEqualTo(first);
            assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void twoServers_runSideBySide() {
        try (DatabaseServer one = startTemporary();
                DatabaseServer two = startTemporary()) {
            one.kill();

            assertThat(one.isAlive()).isFalse();
            assertThat(two.isAlive()).isTrue();
            assertThat(one.port()).isNotEqualTo(two.port());
        }
    }

    @Test
    void close_leavesNoProcessAndNoFolder() throws IOException {
        List<Path> before = temporaryFolders();
        DatabaseServer server = startTemporary();
        long pid = server.pid();
        assertThat(temporaryFolders()).hasSize(before.size() + 1);

        server.close();
        server.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(temporaryFolders()).isEqualTo(before);
        assertThat(LoopbackPort.isFree(server.port())).isTrue();
        assertThatThrownBy(server::restart)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("is closed");
    }

    @Test
    void close_afterAKill_leavesNoFolder() throws IOException {
        List<Path> before = temporaryFolders();
        DatabaseServer server = startTemporary();
        server.kill();

        server.close();

        assertThat(temporaryFolders()).isEqualTo(before);
    }

    @Test
    void ownDirectory_keepsItsDataFromRunToRun() throws SQLException {
        Path directory = folder.resolve("game");
        try (DatabaseServer server = startIn(directory)) {
            server.createDatabase("game");
            execute(server, "CREATE TABLE t (id INT PRIMARY KEY)");
            execute(server, "INSERT INTO t VALUES (1)");
        }

        try (DatabaseServer server = startIn(directory)) {
            assertThat(count(server)).isEqualTo(1);
        }
    }

    @Test
    void ownDirectory_inUse_isRefused() throws IOException {
        Path directory = folder.resolve("game");
        try (DatabaseServer server = startIn(directory)) {
            assertThatThrownBy(() -> startIn(directory))
                    .isInstanceOf(ServerException.class)
                    .hasMessage("dataDirectory was " + directory.toRealPath()
                            + " but must not be in use; it is used by another server of this JVM");
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void ownDirectory_withForeignFiles_isRefusedAndUntouched() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> startIn(folder))
                .isInstanceOf(ServerException.class)
                .hasMessage("dataDirectory was " + folder + " but must be empty, missing, or one that an earlier run"
                        + " made; it holds files that are not ours: choose another");
        assertThat(folder.toFile().list()).containsExactly("letter.txt");
    }

    @Test
    void ownDirectory_thatIsAFile_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> startIn(file))
                .isInstanceOf(ServerException.class)
                .hasMessage("dataDirectory was " + file + " but must be a directory; that is a file");
    }

    @Test
    void port_taken_isRefused_andNothingIsLeft() throws IOException {
        List<Path> before = temporaryFolders();
        try (ServerSocket other = new ServerSocket()) {
            other.bind(LoopbackPort.address(0));
            int port = other.getLocalPort();

            assertThatThrownBy(() -> startTemporary(port))
                    .isInstanceOf(ServerException.class)
                    .hasMessage("port was " + port + " but must be free on 127.0.0.1; something else listens there:"
                            + " choose another, or 0 for any");
        }
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    @Test
    void port_free_isTaken() {
        int port = LoopbackPort.pick();
        try (DatabaseServer server = startTemporary(port)) {
            assertThat(server.port()).isEqualTo(port);
        }
    }

    @Test
    void port_outOfRange_isRefused() {
        assertThatThrownBy(() -> startTemporary(65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port was 65536 but must lie between 0 and 65535; 0 takes any free one");
    }

    /** {@return the folders this JVM has made; other builds on the same machine have theirs} */
    List<Path> temporaryFolders() throws IOException {
        String ours = "process " + ProcessHandle.current().pid() + "\n";
        List<Path> found = new ArrayList<>();
        try (var entries =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), temporaryPrefix() + "*")) {
            for (Path entry : entries) {
                Path lock = entry.resolve("chaos-server.lock");
                if (Files.isReadable(lock) && Files.readString(lock).endsWith(ours)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    static void execute(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("game"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int count(DatabaseServer server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("game"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Thread insertUntilBroken(DatabaseServer server, AtomicInteger acknowledged) {
        Thread writer = new Thread(() -> {
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl("game"));
                    Statement statement = connection.createStatement()) {
                while (true) {
                    statement.execute("INSERT INTO t VALUES (" + acknowledged.get() + ")");
                    acknowledged.incrementAndGet();
                }
            } catch (SQLException broken) {
                return;
            }
        });
        writer.start();
        return writer;
    }
}
