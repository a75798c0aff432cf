package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.jdbc.driver.BatchText;
import org.bluemarble.chaos.jdbc.driver.DriverSession;
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
    @Nullable
    OpenCall commit(Connection connection) {
        return isWatched() ? open(connection, call -> call.commit(CommitKind.EXPLICIT)) : null;
    }

    /** {@link Connection#rollback()}, or to a savepoint. */
    @Nullable
    OpenCall rollback(Connection connection, boolean toSavepoint) {
        return isWatched() ? open(connection, call -> call.rollback(toSavepoint ? "savepoint" : "explicit")) : null;
    }

    /**
     * {@link Connection#setAutoCommit(boolean)}, which commits if it switches it on in a transaction. Switching it off
     * passes no point, but is looked at: where the driver cannot tell whether a transaction is open, the next one is then
     * seen from its beginning.
     */
    @Nullable
    OpenCall setAutoCommit(Connection connection, boolean on) {
        return isWatched() ? open(connection, call -> on ? call.commit(CommitKind.AUTO_COMMIT_ON) : null) : null;
    }

    /**
     * A statement's execution.
     *
     * @param text its text and the entries of its batch; asked once, and only if something is armed
     */
    @Nullable
    OpenCall execute(Statement statement, StatementKind kind, Function<DriverSession, BatchText> text) {
        if (!isWatched()) {
            return null;
        }
        try {
            return open(statement.getConnection(), call -> call.execute(statement, kind, text));
        } catch (SQLException closed) {
            // The driver is about to tell the caller the same.
            return null;
        }
    }

    /** A branch's commit, in one phase or the second of two. */
    @Nullable
    OpenCall xaCommit(XAResource resource, Xid xid, boolean onePhase) {
        return isWatched() ? openXa(resource, call -> call.xa(JdbcPoints.COMMIT, resource, xid, onePhase)) : null;
    }

    /** A branch's rollback. */
    @Nullable
    OpenCall xaRollback(XAResource resource, Xid xid) {
        return isWatched() ? openXa(resource, call -> call.xa(JdbcPoints.ROLLBACK, resource, xid, false)) : null;
    }

    private @Nullable OpenCall openXa(XAResource resource, Opening opening) {
        Connection connection = JdbcDrivers.connectionOf(resource);
        OpenCall opened = connection == null ? null : open(connection, opening);
        return opened == null ? null : XaCall.of(opened);
    }

    /**
     * A driver opens a connection.
     *
     * @param source opens it again
     * @param origin by what
     */
    @Nullable
    OpenCall connect(ConnectCall.Source source, ConnectOrigin origin) {
        if ((!JdbcPoints.CONNECT.isArmed() && !isWatched()) || !CallNesting.enter(CallNesting.JDBC)) {
            return null;
        }
        return guarded(CallNesting.JDBC, () -> new ConnectCall(engine, source, origin).begin());
    }

    /** A pool hands out a connection. */
    @Nullable
    OpenCall acquire(Object pool) {
        if (!JdbcPoints.ACQUIRE.isArmed() || !CallNesting.enter(CallNesting.POOL)) {
            return null;
        }
        return guarded(CallNesting.POOL, () -> new PoolAcquisition(engine, new ConnectionPool(pool)).begin());
    }

    /** A driver asks its server something on its own account, as {@code isValid} does; that passes no point. */
    static @Nullable OpenCall ownQuery() {
        return isWatched() && CallNesting.enter(CallNesting.JDBC) ? new OwnQuery() : null;
    }

    private static @Nullable OpenCall guarded(int family, Supplier<OpenCall> opening) {
        OpenCall opened = null;
        try {
            opened = opening.get();
        } catch (RuntimeException bug) {
            InternalProblems.report("a JDBC call passed undisturbed", bug);
        } finally {
            if (opened == null) {
                CallNesting.exit(family);
            }
        }
        return opened;
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
            DriverSession session = JdbcDrivers.session(connection);
            TransactionTrack track = STATES.of(session.connection());
            track.observe(watch(), session.mayHaveOpenTransaction());
            opened = opening.open(new JdbcCall(engine, connection, session, track));
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

    /** Keeps what it sends out of sight. */
    private static final class OwnQuery extends OpenCall {
        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            CallNesting.exit(CallNesting.JDBC);
            return thrown;
        }
    }

    /** Begins one kind of call. */
    private interface Opening {
        @Nullable
        OpenCall open(JdbcCall call) throws SQLException;
    }
}
