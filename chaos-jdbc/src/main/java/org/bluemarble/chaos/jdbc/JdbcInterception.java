package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * What happens where a JDBC call begins, for the library's wrappers and the agent's weaves alike. Each method returns null,
 * nearly always, where nothing of this module is armed or an outer interception has decided; otherwise a call that must be
 * ended on the same thread. Thread-safe.
 */
final class JdbcInterception {

    private static final ConnectionStates STATES = new ConnectionStates();

    private final @Nullable Chaos engine;

    /** An interception of calls that belong to an engine, or to whatever the thread's context says. */
    JdbcInterception(@Nullable Chaos engine) {
        this.engine = engine;
    }

    /** {@link Connection#commit()}. */
    @Nullable OpenCall commit(Connection connection) {
        return isWatched() ? open(connection, call -> call.commit(CommitKind.EXPLICIT)) : null;
    }

    /** {@link Connection#rollback()}, or to a savepoint. */
    @Nullable OpenCall rollback(Connection connection, boolean toSavepoint) {
        return isWatched() ? open(connection, call -> call.rollback(toSavepoint ? "savepoint" : "explicit")) : null;
    }

    /** {@link Connection#setAutoCommit(boolean)}, which commits if it switches it on in a transaction. */
    @Nullable OpenCall setAutoCommit(Connection connection, boolean on) {
        if (!on || !isWatched()) {
            return null;
        }
        return open(connection, call -> call.commit(CommitKind.AUTO_COMMIT_ON));
    }

    /**
     * A statement's execution.
     *
     * @param sql its text; null if it cannot be known
     * @param batchSize entries of a batch, or 1
     */
    @Nullable OpenCall execute(Statement statement, @Nullable String sql, StatementKind kind, long batchSize) {
        if (!isWatched()) {
            return null;
        }
        try {
            return open(statement.getConnection(), call -> call.execute(statement, sql, kind, batchSize));
        } catch (SQLException closed) {
            // The driver is about to tell the caller the same.
            return null;
        }
    }

    private static boolean isWatched() {
        return JdbcPoints.COMMIT.isArmed() || JdbcPoints.EXECUTE.isArmed() || JdbcPoints.ROLLBACK.isArmed();
    }

    /** Changes whenever calls may have passed unseen. */
    private static long watch() {
        return (long) JdbcPoints.COMMIT.armings() + JdbcPoints.EXECUTE.armings() + JdbcPoints.ROLLBACK.armings();
    }

    private @Nullable OpenCall open(Connection connection, Opening opening) {
        if (!CallNesting.enter(CallNesting.JDBC)) {
            return null;
        }
        OpenCall opened = null;
        try {
            PhysicalConnection physical = PhysicalConnection.of(connection);
            TransactionTrack track = STATES.of(physical.connection());
            track.observe(watch(), physical.hasOpenTransaction());
            opened = opening.open(new JdbcCall(engine, physical, track));
        } catch (SQLException closed) {
            // As above: a connection that cannot say whether it is in a transaction is no longer one.
            opened = null;
        } catch (RuntimeException bug) {
            InternalProblems.report("a JDBC call passed undisturbed", bug);
        } finally {
            if (opened == null) {
                CallNesting.exit(CallNesting.JDBC);
            }
        }
        return opened;
    }

    /** Begins one kind of call. */
    private interface Opening {
        @Nullable OpenCall open(JdbcCall call) throws SQLException;
    }
}
