package org.bluemarble.chaos.servers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says how a {@link PostgresServer} is to run. Not thread-safe; may be used to start several servers. */
public final class PostgresBuilder {
    private static final Pattern SETTING_NAME = Pattern.compile("[a-z_][a-z0-9_.]*");
    private static final Set<String> RESERVED =
            Set.of("port", "listen_addresses", "data_directory", "unix_socket_directories", "config_file", "hba_file");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private @Nullable Path dataDirectory;
    private int port;
    private Platform platform = Platform.current();

    PostgresBuilder() {
        // A killed process does not lose the kernel's page cache, so nothing acknowledged is lost without fsync. Loss
        // of power would, but no one can pull the plug from here.
        settings.put("fsync", "off");
        // Stated, since it decides what an acknowledgement is worth; asserted after the start.
        settings.put("synchronous_commit", "on");
        // Shared memory segments then live in the data directory and vanish with it after a kill.
        settings.put("dynamic_shared_memory_type", "mmap");
        settings.put("timezone", "UTC");
        settings.put("lc_messages", "C");
    }

    /**
     * Keeps the data in a directory of yours, which survives {@link PostgresServer#close()}.
     *
     * @param directory missing, empty, or made by an earlier run and no longer in use
     * @return this builder
     */
    public PostgresBuilder dataDirectory(Path directory) {
        dataDirectory = directory.toAbsolutePath();
        return this;
    }

    /**
     * Keeps the data in a temporary directory, deleted when the server is closed. This is the default.
     *
     * @return this builder
     */
    public PostgresBuilder temporary() {
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
    public PostgresBuilder port(int port) {
        this.port = LoopbackPort.requireValid(port);
        return this;
    }

    /**
     * Sets one of PostgreSQL's own settings, as {@code postgres -c name=value} does.
     *
     * <p>{@code fsync} is off unless set here. {@code synchronous_commit} is on and must stay so: without it a killed
     * server loses commits it has acknowledged, and every verdict about lost trades would be the harness's own fault.
     *
     * @param name as PostgreSQL spells it
     * @param value as PostgreSQL takes it
     * @return this builder
     * @throws IllegalArgumentException if the setting is one that this starter decides itself
     */
    public PostgresBuilder setting(String name, String value) {
        if (!SETTING_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("setting was '" + name
                    + "' but must be a name of PostgreSQL's, of lower-case letters, digits and underscores");
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("setting was '" + name + "' but must be none of "
                    + RESERVED.stream().sorted().toList()
                    + "; the starter decides these: use port(…) or dataDirectory(…)");
        }
        settings.put(name, value);
        return this;
    }

    PostgresBuilder platform(Platform platform) {
        this.platform = platform;
        return this;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @return the running server
     * @throws ServerException if it cannot be started; the text says why and what would be right
     */
    public PostgresServer start() {
        return PostgresServer.start(platform, dataDirectory, port, Map.copyOf(settings));
    }
}
