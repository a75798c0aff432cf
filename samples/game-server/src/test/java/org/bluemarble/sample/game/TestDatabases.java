package org.bluemarble.sample.game;

import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.servers.DatabaseServer;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.bluemarble.chaos.servers.PostgresServer;
import org.jspecify.annotations.Nullable;

/** One server of each kind for all tests of this JVM, started at first use and stopped with the JVM. */
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable DatabaseServer postgres;
    private static @Nullable DatabaseServer mariaDb;

    private TestDatabases() {}

    /** {@return the URL of a new, empty PostgreSQL database} */
    public static synchronized String postgres() {
        if (postgres == null) {
            postgres = PostgresServer.builder().start();
        }
        return emptyIn(postgres);
    }

    /** {@return the URL of a new, empty MariaDB database} */
    public static synchronized String mariaDb() {
        if (mariaDb == null) {
            mariaDb = MariaDbServer.builder().start();
        }
        return emptyIn(mariaDb);
    }

    /** {@return the URL of a new, empty H2 database in this JVM's memory} */
    public static String h2() {
        return "jdbc:h2:mem:game" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
    }

    private static String emptyIn(DatabaseServer server) {
        String name = "game" + NUMBER.incrementAndGet();
        server.createDatabase(name);
        return server.jdbcUrl(name);
    }
}
