package org.bluemarble.sample.game;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.servers.DatabaseServer;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.bluemarble.chaos.servers.PostgresServer;
import org.jspecify.annotations.Nullable;

/**
 * One server of each kind for all tests of this JVM, started at first use and stopped with the JVM. Tests run one after
 * another and share one database, emptied for each: a database of its own per test costs a thousand files.
 */
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable DatabaseServer postgres;
    private static @Nullable DatabaseServer mariaDb;

    private TestDatabases() {}

    /** {@return the URL of an empty PostgreSQL database} */
    public static synchronized String postgres() {
        if (postgres == null) {
            postgres = PostgresServer.builder().start();
            postgres.createDatabase("game");
        }
        return emptied(postgres.jdbcUrl("game"));
    }

    /** {@return the URL of an empty MariaDB database} */
    public static synchronized String mariaDb() {
        if (mariaDb == null) {
            mariaDb = MariaDbServer.builder().start();
            mariaDb.createDatabase("game");
        }
        return emptied(mariaDb.jdbcUrl("game"));
    }

    /** {@return the URL of an empty H2 database in this JVM's memory} */
    public static String h2() {
        return "jdbc:h2:mem:game" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
    }

    private static String emptied(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "drop table if exists shard, wallet, item, op, ledger," + " trade, boss, boss_share, link, outbox");
            return url;
        } catch (SQLException e) {
            throw new AssertionError("the tables of the last test could not be dropped", e);
        }
    }
}
