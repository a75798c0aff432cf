package org.bluemarble.chaos.jdbc.driver;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The errors that faults imitate, made as they are made in life: by constraints, by limits, and by what other sessions do.
 * What a driver throws then is what an injected error has to look like.
 */
abstract class RealErrors {

    /** A table with constraints of every kind; both rows are there at the beginning of each scene. */
    private static final String[] SETTING = {
        "DROP TABLE IF EXISTS account",
        "CREATE TABLE account (id INT PRIMARY KEY, gold INT NOT NULL, guild INT,"
                + " CONSTRAINT solvent CHECK (gold >= 0),"
                + " CONSTRAINT known_guild FOREIGN KEY (guild) REFERENCES account (id))",
        "INSERT INTO account VALUES (1, 100, NULL)",
        "INSERT INTO account VALUES (2, 100, NULL)"
    };

    static final String TAKE_FIRST = "UPDATE account SET gold = gold - 1 WHERE id = 1";
    static final String TAKE_SECOND = "UPDATE account SET gold = gold - 1 WHERE id = 2";

    private final DriverSessions sessions = new DriverSessions(Opener.NONE);
    final TestDatabase database;

    RealErrors(TestDatabase database) {
        this.database = database;
    }

    /** How an error comes about. */
    @FunctionalInterface
    interface Scene {
        /**
         * {@return what the victim's driver threw}
         *
         * @param victim a connection without auto-commit, on which nothing has been done
         */
        SQLException play(Connection victim) throws SQLException;
    }

    /** {@return by error, how this server is brought to raise it} */
    final Map<ServerError, Scene> scenes() {
        Map<ServerError, Scene> all = new EnumMap<>(scenesOfItsOwn());
        all.put(ServerError.DUPLICATE_KEY, failing("INSERT INTO account VALUES (1, 1, NULL)"));
        all.put(ServerError.FOREIGN_KEY_VIOLATION, failing("INSERT INTO account VALUES (3, 1, 99)"));
        all.put(ServerError.NOT_NULL_VIOLATION, failing("INSERT INTO account VALUES (3, NULL, NULL)"));
        all.put(ServerError.CHECK_VIOLATION, failing("UPDATE account SET gold = -1 WHERE id = 1"));
        return all;
    }

    /** {@return the scenes that are others on each server} */
    abstract Map<ServerError, Scene> scenesOfItsOwn();

    /** {@return by error that faults imitate, why no test can bring this server to raise it} */
    Map<ServerError, String> outOfReach() {
        return Map.of(
                ServerError.CONNECTION_LOST, "not the server's; WireSessionContract compares it with a cut cable");
    }

    /** {@return a query for the number of sessions that wait for a lock} */
    abstract String waiting();

    /** Does what this server needs besides. */
    void prepare() throws SQLException {}

    static RealErrors of(TestDatabase database) {
        if (database.url().startsWith("jdbc:postgresql:")) {
            return new PostgresRealErrors(database);
        }
        return database.url().startsWith("jdbc:h2:") ? new H2RealErrors(database) : new MySqlRealErrors(database);
    }

    final SQLException play(ServerError error, Connection victim) throws SQLException {
        database.execute(SETTING);
        prepare();
        return scenes().get(error).play(victim);
    }

    /** A statement that fails by itself. */
    static Scene failing(String sql) {
        return victim -> DriverSessionFixture.thrownBy(() -> run(victim, sql));
    }

    /** The victim has looked at what somebody else then changes. */
    final SQLException outdatedSnapshot(Connection victim) throws SQLException {
        victim.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        run(victim, "SELECT gold FROM account");
        database.execute(TAKE_FIRST);
        return failing(TAKE_FIRST).play(victim);
    }

    /** Somebody else has the row for longer than the victim is ready to wait. */
    final SQLException lockTimeout(Connection victim, String impatience) throws SQLException {
        try (Connection rival = rival()) {
            run(rival, TAKE_FIRST);
            run(victim, impatience);
            SQLException thrown = DriverSessionFixture.thrownBy(() -> run(victim, TAKE_FIRST));
            rival.rollback();
            return thrown;
        }
    }

    /** The victim has the first row and the rival the second; the rival waits already when the victim closes the circle. */
    final SQLException deadlock(Connection victim, Connection rival) throws SQLException {
        burden(rival);
        run(victim, TAKE_FIRST);
        run(rival, TAKE_SECOND);
        CompletableFuture<Void> waiting = elsewhere(() -> run(rival, TAKE_FIRST));
        awaitWaiting();
        SQLException thrown = DriverSessionFixture.thrownBy(() -> run(victim, TAKE_SECOND));
        waiting.join();
        rival.rollback();
        return thrown;
    }

    /** Most servers give up the transaction that has changed less. */
    static void burden(Connection rival) throws SQLException {
        for (int id = 10; id < 20; id++) {
            run(rival, "INSERT INTO account VALUES (" + id + ", 1, NULL)");
        }
    }

    /** The victim waits for a row while somebody else ends its statement, or all of it. */
    final SQLException endedWhileWaiting(Connection victim, String ending) throws SQLException {
        try (Connection rival = rival()) {
            run(rival, TAKE_FIRST);
            CompletableFuture<SQLException> thrown =
                    CompletableFuture.supplyAsync(() -> DriverSessionFixture.thrownBy(() -> run(victim, TAKE_FIRST)));
            awaitWaiting();
            database.execute(ending);
            SQLException seen = thrown.join();
            rival.rollback();
            return seen;
        }
    }

    /** {@return the server's number for the victim's session} */
    final long sessionOf(Connection victim) {
        return sessions.of(victim).backendId().orElseThrow();
    }

    final Connection rival() throws SQLException {
        Connection rival = database.open();
        rival.setAutoCommit(false);
        return rival;
    }

    final void awaitWaiting() {
        awaitOne("a session waits for a lock", waiting());
    }

    final void awaitOne(String alias, String count) {
        await(alias).atMost(DriverSessionFixture.PATIENCE).until(() -> database.number(count) == 1);
    }

    static CompletableFuture<Void> elsewhere(DriverSessionFixture.Action action) {
        return CompletableFuture.runAsync(() -> {
            try {
                action.run();
            } catch (SQLException e) {
                throw new AssertionError("the rival was not to fail", e);
            }
        });
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
