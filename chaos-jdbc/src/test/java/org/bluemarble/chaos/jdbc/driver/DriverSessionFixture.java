package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A connection of one driver, and the session behind it. The contract on sessions is a chain of classes, each with one
 * subject, so that a driver's test starts its server once for all of them; the last is {@link DriverSessionContract}. The
 * database is read back through a connection of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DriverSessionFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final DriverSessions sessions = new DriverSessions(Opener.NONE);
    TestDatabase database;
    Connection connection;
    DriverSession session;

    abstract TestDatabase start() throws Exception;

    /** {@return what this driver gives a lost connection: class, SQLState} */
    abstract String lostClass();

    abstract String lostState();

    @BeforeAll
    final void startDatabase() throws Exception {
        database = start();
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, note VARCHAR(40))");
    }

    @AfterAll
    final void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    final void open() throws SQLException {
        database.execute("DELETE FROM t");
        connection = database.open();
        connection.setAutoCommit(false);
        session = sessions.of(connection);
    }

    @AfterEach
    final void close() {
        closeQuietly(connection); // most tests break it
    }

    // A pool that rolls back on return may find out only then that the connection is gone.
    static void closeQuietly(Connection broken) {
        try {
            broken.close();
        } catch (SQLException lost) {
            return;
        }
    }

    static SQLException settle(LostReply lost, Action call) {
        SQLException thrown = null;
        try {
            call.run();
        } catch (SQLException e) {
            thrown = e;
        }
        SQLException instead = lost.settle(thrown);
        SQLException seen = instead != null ? instead : thrown;
        assertThat((Throwable) seen).as("what the caller sees").isNotNull();
        return seen;
    }

    final void assertLost(SQLException thrown) {
        assertThat(thrown.getClass().getName()).as("%s", thrown).isEqualTo(lostClass());
        assertThat(thrown.getSQLState()).isEqualTo(lostState());
    }

    /** A call that may fail. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    static SQLException thrownBy(Action action) {
        try {
            action.run();
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("an SQLException was expected");
    }

    final void insert(int id) throws SQLException {
        insert(connection, id);
    }

    static void insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO t VALUES (" + id + ", 'x')");
        }
    }

    final int rows() throws SQLException {
        return database.number("SELECT count(*) FROM t");
    }

    final void awaitRows(int expected) {
        await("the number of rows that a stranger sees").atMost(PATIENCE).until(() -> rows() == expected);
    }
}
