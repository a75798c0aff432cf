package org.bluemarble.chaos.servers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says how a {@link MariaDbServer} is to run. Not thread-safe; may be used to start several servers. */
public final class MariaDbBuilder {
    private static final Pattern SETTING_NAME = Pattern.compile("[a-z][a-z0-9_-]*");
    private static final Set<String> RESERVED =
            Set.of("port", "bind-address", "bind_address", "datadir", "socket", "pid-file", "pid_file", "user");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private @Nullable Path dataDirectory;
    private int port;

    MariaDbBuilder() {
        // 2: the log is handed to the kernel at each commit, and to the disk once a second. A killed process loses
        // nothing that way. 0 would lose acknowledged commits and is refused.
        settings.put(MariaDbServer.DURABILITY, "2");
    }

    /**
     * Keeps the data in a directory of yours, which survives {@link MariaDbServer#close()}.
     *
     * @param directory missing, empty, or made by an earlier run and no longer in use
     * @return this builder
     */
    public MariaDbBuilder dataDirectory(Path directory) {
        dataDirectory = directory.toAbsolutePath();
        return this;
    }

    /**
     * Keeps the data in a temporary directory, deleted when the server is closed. This is the default.
     *
     * @return this builder
     */
    public MariaDbBuilder temporary() {
        dataDirectory = null;
        return this;
    }

    /**
     * Sets the port on 127.0.0.1.
     *
     * @param port from 1 to 65535, or 0 (the default) for any free one
     * @return this builder
     * @throws IllegalArgumentException if the port is out of range
     */
    public MariaDbBuilder port(int port) {
        this.port = LoopbackPort.requireValid(port);
        return this;
    }

    /**
     * Sets one of MariaDB's own options, as {@code mariadbd --name=value} does.
     *
     * <p>{@code innodb_flush_log_at_trx_commit} is 2 unless set here, and may be 1 or 2.
     *
     * @param name as MariaDB spells it, with underscores or hyphens
     * @param value as MariaDB takes it
     * @return this builder
     * @throws IllegalArgumentException if the option is one that this starter decides itself
     */
    public MariaDbBuilder setting(String name, String value) {
        if (!SETTING_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("setting was '" + name
                    + "' but must be a name of MariaDB's, of lower-case letters, digits, underscores and hyphens");
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("setting was '" + name + "' but must be none of "
                    + RESERVED.stream().sorted().toList()
                    + "; the starter decides these: use port(…) or dataDirectory(…)");
        }
        settings.put(name.replace('-', '_'), value);
        return this;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @return the running server
     * @throws ServerException if it cannot be started; the text says why and what would be right
     */
    public MariaDbServer start() {
        return MariaDbServer.start(Platform.current(), dataDirectory, port, Map.copyOf(settings));
    }
}
