package org.bluemarble.sample.demo.stage;

import java.util.Optional;
import javax.sql.DataSource;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.sample.game.economy.ServerKind;

/** The database both servers play on, one after the other: a PostgreSQL of the demo's own, or one that runs somewhere. */
public interface DemoDatabase extends AutoCloseable {
    /**
     * Makes room for one server: no table in it, as its first start wants it.
     *
     * @return the JDBC URL for that server, credentials included
     * @throws StageException if the database does not let us
     */
    String prepareFor(ServerKind server) throws StageException;

    /** {@return the server process, if it is ours to kill} */
    Optional<PostgresServer> process();

    /** Leaves nothing behind. Closing twice is harmless. */
    @Override
    void close() throws StageException;

    /** {@return connections of this JVM's own, which no fault touches} */
    static DataSource connections(String url) {
        return new UnpooledDataSource(url);
    }
}
