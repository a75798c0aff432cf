package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How a MariaDB server is brought to raise its errors, through its own driver or MySQL's. */
final class MySqlRealErrors extends RealErrors {

    MySqlRealErrors(TestDatabase database) {
        super(database);
    }

    @Override
    void prepare() throws SQLException {
        database.execute("CREATE USER IF NOT EXISTS visitor@'%'", "GRANT ALL ON game.* TO visitor@'%'");
    }

    @Override
    Map<ServerError, Scene> scenesOfItsOwn() {
        return Map.ofEntries(
                Map.entry(ServerError.LOCK_TIMEOUT, victim -> lockTimeout(victim, "SET innodb_lock_wait_timeout = 0")),
                Map.entry(ServerError.DEADLOCK, this::deadlock),
                Map.entry(ServerError.SERIALIZATION_FAILURE, this::circleOfReaders),
                Map.entry(
                        ServerError.QUERY_CANCELLED,
                        victim -> endedWhileWaiting(victim, "KILL QUERY " + sessionOf(victim))),
                Map.entry(ServerError.ADMIN_SHUTDOWN, victim -> endedWhileWaiting(victim, "KILL " + sessionOf(victim))),
                Map.entry(ServerError.READ_ONLY, this::readOnly),
                Map.entry(ServerError.DISK_FULL, this::fullTable),
                Map.entry(ServerError.TOO_MANY_CONNECTIONS, this::tooMany));
    }

    @Override
    String waiting() {
        return "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
    }

    private SQLException deadlock(Connection victim) throws SQLException {
        try (Connection rival = rival()) {
            return deadlock(victim, rival);
        }
    }

    /** Both have read the row under locks, and both want to write it. */
    private SQLException circleOfReaders(Connection victim) throws SQLException {
        victim.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        try (Connection rival = rival()) {
            rival.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            burden(rival);
            run(victim, "SELECT gold FROM account WHERE id = 1");
            run(rival, "SELECT gold FROM account WHERE id = 1");
            CompletableFuture<Void> waiting = elsewhere(() -> run(rival, TAKE_FIRST));
            awaitWaiting();
            SQLException thrown = failing(TAKE_FIRST).play(victim);
            waiting.join();
            rival.rollback();
            return thrown;
        }
    }

    private SQLException readOnly(Connection victim) throws SQLException {
        database.execute("SET GLOBAL read_only = 1");
        try (Connection visitor = visitor()) {
            return failing(TAKE_FIRST).play(visitor);
        } finally {
            database.execute("SET GLOBAL read_only = 0");
        }
    }

    private SQLException fullTable(Connection victim) throws SQLException {
        run(victim, "SET max_heap_table_size = 16384");
        run(victim, "CREATE TEMPORARY TABLE small (text CHAR(255)) ENGINE = MEMORY");
        return failing("INSERT INTO small SELECT 'x' FROM seq_1_to_10000").play(victim);
    }

    private SQLException tooMany(Connection victim) throws SQLException {
        database.execute("SET GLOBAL max_connections = 10");
        List<Connection> all = new ArrayList<>();
        try {
            while (true) {
                all.add(visitor());
            }
        } catch (SQLException refused) {
            return refused;
        } finally {
            for (Connection one : all) {
                one.close();
            }
            database.execute("SET GLOBAL max_connections = 151");
        }
    }

    /** Not an administrator, for whom these limits do not hold. */
    private Connection visitor() throws SQLException {
        return database.openAt(database.url().replaceFirst("user=[^&]*", "user=visitor"));
    }
}
