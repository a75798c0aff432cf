package org.bluemarble.sample.demo.stage;

import java.util.Optional;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.chaos.servers.ServerException;
import org.bluemarble.sample.game.economy.ServerKind;

/** A real PostgreSQL as a child process, with a database for each server. */
public final class EmbeddedDatabase implements DemoDatabase {
    private final PostgresServer postgres;

    private EmbeddedDatabase(PostgresServer postgres) {
        this.postgres = postgres;
    }

    /** Starts it. */
    public static EmbeddedDatabase start() throws StageException {
        try {
            // With fsync a commit spends most of its time between "written" and "answered", as on a production machine:
            // that is where a kill leaves the client in doubt.
            return new EmbeddedDatabase(PostgresServer.builder()
                    .setting("fsync", "on")
                    .setting("recovery_init_sync_method", "syncfs")
                    .start());
        } catch (ServerException e) {
            throw new StageException("PostgreSQL could not be started: " + e.getMessage(), e);
        }
    }

    @Override
    public String prepareFor(ServerKind server) throws StageException {
        try {
            postgres.createDatabase(server.label());
            return postgres.jdbcUrl(server.label());
        } catch (ServerException e) {
            throw new StageException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<PostgresServer> process() {
        return Optional.of(postgres);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
