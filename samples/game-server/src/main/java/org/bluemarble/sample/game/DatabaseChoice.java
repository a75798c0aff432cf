package org.bluemarble.sample.game;

import java.nio.file.Path;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.chaos.servers.ServerException;
import org.bluemarble.sample.game.start.CannotStartException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database: one that runs somewhere, or a PostgreSQL of our own. */
final class DatabaseChoice {
    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = "PostgreSQL, MariaDB or H2 database (default: a PostgreSQL is started as a child process)")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where the started PostgreSQL keeps its data (default: a temporary directory)")
    private @Nullable Path dataDirectory;

    /** {@return the chosen database, running if it is one of ours} */
    Database open() throws CannotStartException {
        if (jdbcUrl != null) {
            if (dataDirectory != null) {
                throw new CannotStartException(
                        "--data-dir was given beside --jdbc-url but only a database started here has a data directory;"
                                + " leave one of them out");
            }
            return new Database(jdbcUrl, null);
        }
        try {
            PostgresServer server = dataDirectory == null
                    ? PostgresServer.builder().start()
                    : PostgresServer.builder().dataDirectory(dataDirectory).start();
            return new Database(server.jdbcUrl(), server);
        } catch (ServerException e) {
            throw new CannotStartException("PostgreSQL could not be started: " + asTyped(e), e);
        }
    }

    /** The library's message names the setting; whoever starts the server knows the option. */
    private static String asTyped(ServerException refusal) {
        return String.valueOf(refusal.getMessage()).replaceFirst("^dataDirectory\\b", "--data-dir");
    }

    /** A database to play on; closing it stops it if it was started here. */
    record Database(String url, @Nullable PostgresServer server) implements AutoCloseable {
        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }
}
