package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB server, from the system's own package ({@code apt-get install mariadb-server} on Debian).
 *
 * <p>Runs as root and as an ordinary user. The first start ever makes a template of an empty data directory, which
 * takes some seconds and is kept in {@code ~/.cache/bluemarble-chaos} or the folder named by the system property
 * {@code chaos.servers.cache}.
 */
public final class MariaDbServer extends ChildServer {
    static final String DURABILITY = "innodb_flush_log_at_trx_commit";

    private static final String USER = "root";

    private final MariaDbInstallation installation;
    private final Platform platform;
    private final RunFolder folder;
    private final Map<String, String> settings;

    private MariaDbServer(
            MariaDbInstallation installation, Platform platform, RunFolder folder, Map<String, String> settings) {
        super("MariaDB", folder);
        this.installation = installation;
        this.platform = platform;
        this.folder = folder;
        this.settings = new TreeMap<>(settings);
    }

    /** {@return whether the programs {@code mariadbd} and {@code mariadb-install-db} are on this machine} */
    public static boolean isInstalled() {
        return MariaDbInstallation.find().isPresent();
    }

    /** {@return a builder of servers with a temporary data directory on any free port} */
    public static MariaDbBuilder builder() {
        return new MariaDbBuilder();
    }

    static MariaDbServer start(
            Platform platform, @Nullable Path dataDirectory, int port, Map<String, String> settings) {
        requireDurableCommits(settings.getOrDefault(DURABILITY, "1"));
        MariaDbInstallation installation = MariaDbInstallation.find()
                .orElseThrow(() -> new ServerException("mariadbd was not found but must be on the PATH or in /usr/sbin;"
                        + " on Debian install the package mariadb-server"));
        Path template = installation.templateIn(CacheFolder.open(), platform);
        RunFolder folder =
                dataDirectory == null ? RunFolder.temporary("mariadb") : RunFolder.at(dataDirectory, "mariadb");
        boolean filled = false;
        try {
            folder.fillFrom(template);
            filled = true;
        } finally {
            if (!filled) {
                folder.close();
            }
        }
        MariaDbServer server = new MariaDbServer(installation, platform, folder, settings);
        server.startOn(port);
        return server;
    }

    private static void requireDurableCommits(String flush) {
        if (!flush.equals("1") && !flush.equals("2")) {
            throw new ServerException(DURABILITY + " was '" + flush
                    + "' but must be '1' or '2'; otherwise a killed server loses commits it has acknowledged");
        }
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl("mysql");
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port() + "/" + database + "?user=" + USER;
    }

    /**
     * {@return a URL of the named database for MySQL's own driver}
     *
     * @param database the name of a database, which need not exist yet
     */
    public String mysqlJdbcUrl(String database) {
        return "jdbc:mysql://127.0.0.1:" + port() + "/" + database + "?user=" + USER + "&sslMode=DISABLED";
    }

    @Override
    List<String> command(int port) {
        List<String> command = new ArrayList<>(List.of(
                installation.server().toString(),
                "--no-defaults",
                "--datadir=" + folder.data(),
                // A starting mariadbd deletes all temporary tables in its tmpdir: in a shared one also those of others.
                "--tmpdir=" + folder.data(),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // A name in the data directory, relative to it: an absolute one may exceed the 107 characters that a
                // socket's path can have.
                "--socket=mariadb.sock",
                "--pid-file=mariadb.pid",
                "--skip-name-resolve"));
        if (platform.isRoot()) {
            command.add("--user=root");
        }
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        return platform.dyingWithParent(command);
    }

    @Override
    void greet(int port) throws IOException {
        try (MariaDbWire wire = MariaDbWire.connect(port, USER)) {
            List<String> answer = wire.query("SELECT @@datadir, @@" + DURABILITY);
            if (!Path.of(answer.get(0)).equals(folder.data())) {
                throw new IOException("another MariaDB, on " + answer.get(0) + ", answers on port " + port);
            }
            requireDurableCommits(answer.get(1));
        }
    }

    @Override
    void run(String sql) throws IOException {
        try (MariaDbWire wire = MariaDbWire.connect(port(), USER)) {
            wire.query(sql);
        }
    }

    @Override
    boolean saysPortIsTaken(String output) {
        return output.contains("Bind on TCP/IP port");
    }

    @Override
    String stopSignal() {
        return "TERM";
    }

    /** Nothing: what a dead mariadbd held, the kernel has released. */
    @Override
    void cleanUpAfterKill() {}
}
