package org.bluemarble.sample.game.economy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import org.bluemarble.sample.game.start.CannotStartException;

/** The shard's database, opened: its pool and its tables. */
public final class GameDatabase implements AutoCloseable {
    /** Longer than a pool needs to replace evicted connections, shorter than a player waits for an answer. */
    private static final long CONNECTION_TIMEOUT_MILLIS = 2_000;

    private final HikariDataSource pool;
    private final Dialect dialect;

    private GameDatabase(HikariDataSource pool, Dialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
    }

    /**
     * Connects, and creates the tables if the database is empty.
     *
     * @throws CannotStartException if the URL is none of ours, nobody answers there, or the tables belong to the other
     *     {@code kind}
     */
    public static GameDatabase open(DatabaseSettings settings, ServerKind kind, MeterRegistry registry)
            throws CannotStartException {
        Dialect dialect = Dialect.of(settings.url())
                .orElseThrow(() -> new CannotStartException("--jdbc-url was '" + settings.url()
                        + "' but must begin with jdbc:postgresql:, jdbc:mariadb: or jdbc:h2:"));
        GameDatabase database = new GameDatabase(connect(settings, dialect, registry), dialect);
        try {
            Schema.prepare(database.pool, dialect, kind);
            return database;
        } catch (SQLException e) {
            database.close();
            throw new CannotStartException(
                    "database " + settings + " refused to create the tables: " + e.getMessage(), e);
        } catch (CannotStartException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Creates the tables of a shard that is part of a world, where they are not yet there.
     *
     * @throws CannotStartException if the database refuses
     */
    public void prepareForWorld(ServerKind kind) throws CannotStartException {
        try {
            WorldSchema.prepare(pool, kind);
        } catch (SQLException e) {
            throw new CannotStartException("database refused to create the world's tables: " + e.getMessage(), e);
        }
    }

    /** {@return the pool; closed with this object} */
    public HikariDataSource pool() {
        return pool;
    }

    /** {@return what kind of database this is} */
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource connect(DatabaseSettings settings, Dialect dialect, MeterRegistry registry)
            throws CannotStartException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("game");
        config.setJdbcUrl(settings.url());
        // An empty one would stand beside the one in the URL, which H2 refuses as a contradiction.
        if (!settings.user().isEmpty()) {
            config.setUsername(settings.user());
        }
        if (!settings.password().isEmpty()) {
            config.setPassword(settings.password());
        }
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(settings.patience().toMillis());
        config.setAutoCommit(false);
        // Said aloud because the databases' defaults differ: MariaDB's is REPEATABLE READ, where a locking read and a
        // plain read of one transaction may see different balances.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMetricRegistry(registry);
        dialect.bound(config, "game-server/" + ProcessHandle.current().pid());
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new CannotStartException(
                    "database " + settings + " could not be reached within "
                            + settings.patience().toSeconds() + " s but must accept connections: "
                            + reason.getMessage() + "; is it running, and are --db-user and --db-password right?",
                    e);
        }
    }
}
