package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the sessions of all drivers we know have in common. */
abstract class CommonSession implements DriverSession {
    final Reach reach;
    private final Connection connection;
    private final DriverKind driver;
    private @Nullable BatchAnswer batch;

    CommonSession(Connection connection, DriverKind driver, Reach reach) {
        this.connection = connection;
        this.driver = driver;
        this.reach = reach;
    }

    /** {@return the way to the driver's insides} */
    public final Reach reach() {
        return reach;
    }

    /** Runs statements that make the server raise an error, or a driver its own. */
    abstract void provoke(ServerError error, ErrorProfile profile) throws SQLException;

    @Override
    public final Connection connection() {
        return connection;
    }

    @Override
    public final DriverKind driver() {
        return driver;
    }

    @Override
    public final boolean isAutoCommit() throws SQLException {
        return connection.getAutoCommit();
    }

    @Override
    public final SQLException lostConnection() {
        String text = withoutEffect();
        return failureOf("use a lost connection", () -> {
            if (batch == null) {
                run(text);
            } else {
                batch.run(connection, text);
            }
        });
    }

    /** {@return a text for a lost connection: never sent, but harmless all the same, should a driver connect anew} */
    String withoutEffect() {
        return "SELECT 1";
    }

    @Override
    public final void answerBatch(BatchText instead, boolean prepared) {
        batch = new BatchAnswer(instead, prepared);
    }

    /** {@return the batch whose failures the failures are to be; null for another call} */
    final @Nullable BatchAnswer batch() {
        return batch;
    }

    /** Runs what fails, as the call fails in whose place it runs: in a batch every entry that the driver sends. */
    final void runFailing(String sql) throws SQLException {
        if (batch == null) {
            run(sql);
        } else {
            batch.run(connection, sql);
        }
    }

    @Override
    public final void rollbackQuietly() throws SQLException {
        if (isAutoCommit()) {
            // A transaction that SQL text began: the driver's own method refuses it.
            run("ROLLBACK");
        } else {
            // A rollback resets what a driver knows of the transaction exactly as a commit does.
            connection.rollback();
        }
    }

    @Override
    public final SQLException raise(ServerError error) {
        Map<ServerError, ErrorProfile> raisable = raisable();
        @Nullable ErrorProfile profile = raisable.get(error);
        if (profile == null) {
            throw new FaultRefusedException("error was '" + error.spelling() + "' but must be one of "
                    + raisable.keySet().stream()
                            .map(ServerError::spelling)
                            .collect(Collectors.toCollection(TreeSet::new))
                    + " on an open connection of the " + driver.name().toLowerCase(Locale.ROOT) + " driver");
        }
        return failureOf("raise " + error.spelling(), () -> provoke(error, profile));
    }

    /** {@return what a server says that takes no more connections} */
    abstract ErrorProfile tooManyConnections();

    @Override
    public SQLException refuseConnection(ServerError error) {
        if (error != ServerError.TOO_MANY_CONNECTIONS) {
            return raise(error);
        }
        return failureOf("refuse a connection", () -> provoke(error, tooManyConnections()));
    }

    @Override
    public void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    /** Something that is done because it fails. */
    @FunctionalInterface
    interface FailingAction {
        void run() throws SQLException;
    }

    static SQLException failureOf(String what, FailingAction action) {
        try {
            action.run();
        } catch (SQLException e) {
            return e;
        }
        throw new IllegalStateException("the driver was expected to fail when asked to " + what + ", and did not");
    }

    final void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
