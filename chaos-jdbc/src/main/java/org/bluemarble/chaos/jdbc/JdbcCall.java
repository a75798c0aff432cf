package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.jdbc.driver.BatchText;
import org.bluemarble.chaos.jdbc.driver.DriverSession;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * One call on a connection while some point of this module is armed. A statement that commits on its own passes two points,
 * {@code jdbc.execute} and then {@code jdbc.commit}; the second is asked only if the first left the call alone or delayed
 * it.
 */
final class JdbcCall extends OpenCall implements CallAttributes {

    private final @Nullable Chaos engine;
    private final Connection given;
    private final DriverSession session;
    private final TransactionTrack track;
    private final List<Disturbance> disturbances = new ArrayList<>(2);

    private @Nullable InjectionPoint at;
    private boolean isStatement;
    private boolean ends;
    private @Nullable String sql;
    private String kind = "";
    private long batchSize;
    private boolean autoCommit;
    private @Nullable Branch branch;

    JdbcCall(@Nullable Chaos engine, Connection given, DriverSession session, TransactionTrack track) {
        this.engine = engine;
        this.given = given;
        this.session = session;
        this.track = track;
    }

    DriverSession session() {
        return session;
    }

    /** The kind of commit, rollback or execution, as rules spell it. */
    String kind() {
        return kind;
    }

    /** Whether the call is a statement's execution, be it one that ends a transaction. */
    boolean isStatement() {
        return isStatement;
    }

    /** Whether the work of this call is in no transaction that a driver's call could end: it commits by itself. */
    boolean commitsItself() {
        return at == JdbcPoints.COMMIT && kind.equals(CommitKind.AUTO.spelling());
    }

    /** Whether the call ends a transaction that it did not begin; a branch is its manager's to end. */
    boolean endsTransaction() {
        return ends && branch == null;
    }

    /** A commit; passes no point if the driver has nothing to send. */
    @Nullable
    OpenCall commit(CommitKind commit) throws SQLException {
        boolean commits = commit == CommitKind.AUTO_COMMIT_ON
                // Switching it on is always sent; it commits only if there is something to commit.
                ? session.mayHaveOpenTransaction() && !track.isKnownEmpty()
                : session.wouldSendCommit();
        if (!commits) {
            // H2 calls its own commit() while it switches: that is part of this call, and passes no point either.
            return commit == CommitKind.AUTO_COMMIT_ON ? this : null;
        }
        ends = true;
        return disturbedBy(JdbcPoints.COMMIT, commit.spelling());
    }

    /** A rollback. */
    @Nullable
    OpenCall rollback(String what) throws SQLException {
        if (!session.wouldSendCommit()) {
            return null;
        }
        ends = !what.equals("savepoint");
        return disturbedBy(JdbcPoints.ROLLBACK, what);
    }

    /** The end of a branch. */
    OpenCall xa(InjectionPoint point, XAResource resource, Xid xid, boolean onePhase) {
        branch = new Branch(resource, xid, onePhase);
        return disturbedBy(point, CommitKind.XA.spelling());
    }

    /** The branch that the call ends; null for other calls. */
    @Nullable
    Branch branch() {
        return branch;
    }

    private OpenCall disturbedBy(InjectionPoint point, String what) {
        pass(point, what);
        return begun();
    }

    /** A statement; a batch without entries passes no point, since nothing is sent for it. */
    @Nullable
    OpenCall execute(Statement statement, StatementKind how, Function<DriverSession, BatchText> text)
            throws SQLException {
        BatchText given = text.apply(session);
        if (how == StatementKind.BATCH) {
            if (given.entries() == 0) {
                return null;
            }
            session.answerBatch(given, statement instanceof PreparedStatement);
        }
        isStatement = true;
        sql = given.sql();
        batchSize = given.entries();
        autoCommit = session.isAutoCommit();
        SqlStatement read = read();
        boolean control = read.isControl();
        if (!control) {
            track.add(read);
        }
        ends = read.isCommit() || read.isRollback();
        pass(JdbcPoints.EXECUTE, how.spelling());
        if (!isTaken()) {
            passWhatItEnds(read);
        }
        return begun();
    }

    private void passWhatItEnds(SqlStatement read) throws SQLException {
        if (read.isCommit()) {
            if (session.mayHaveOpenTransaction()) {
                pass(JdbcPoints.COMMIT, CommitKind.SQL.spelling());
            }
        } else if (read.isRollback()) {
            if (session.mayHaveOpenTransaction()) {
                pass(JdbcPoints.ROLLBACK, "sql");
            }
        } else if (read.isControl()) {
            if (commitsWhatIsOpen(read) && session.mayHaveOpenTransaction()) {
                passImplicitCommit();
            }
        } else if (autoCommit && !session.mayHaveOpenTransaction()) {
            if (!read.isRead()) {
                pass(JdbcPoints.COMMIT, CommitKind.AUTO.spelling());
            }
        } else if (commitsWhatIsOpen(read)) {
            passImplicitCommit();
        }
    }

    /** Whether the server commits before it executes the text, though the text does not say so. */
    private boolean commitsWhatIsOpen(SqlStatement read) {
        return switch (session.driver()) {
            case POSTGRESQL -> false;
            case MARIADB, MYSQL -> read.isBeginning() || MariaDbCommits.isImplicitIn(read, sql);
            case H2, UNKNOWN -> read.isDefinition();
        };
    }

    private void passImplicitCommit() {
        ends = true;
        pass(JdbcPoints.COMMIT, CommitKind.IMPLICIT.spelling());
    }

    private void pass(InjectionPoint point, String what) {
        at = point;
        kind = what;
        LateCommits.callPassed(point);
        Injection injection = point.decide(this);
        if (injection != null) {
            try {
                disturbances.add(new Disturbance(injection, JdbcEffects.of(injection, this)));
            } catch (StackOverflowError | OutOfMemoryError shortage) {
                // Nobody else would end it, and it may be one of few that there can be at a time.
                injection.cancelled();
            }
        }
    }

    private boolean isTaken() {
        return disturbances.stream()
                .anyMatch(disturbance -> disturbance.injection().fault() != null);
    }

    /** Does what comes before the driver's own work. */
    private OpenCall begun() {
        for (Disturbance disturbance : disturbances) {
            Throwable instead = disturbance.before();
            if (instead != null) {
                return new SkippedJdbcCall(this, instead);
            }
        }
        return this;
    }

    @Override
    public @Nullable Throwable exit(@Nullable Throwable thrown) {
        try {
            Throwable seen = thrown;
            for (int i = disturbances.size() - 1; i >= 0; i--) {
                seen = disturbances.get(i).after(seen);
            }
            if (seen instanceof SQLException failure && !disturbances.isEmpty()) {
                tellPool(failure);
            }
            return seen;
        } finally {
            if (ends) {
                track.end();
            }
            CallNesting.exit(CallNesting.JDBC);
        }
    }

    /**
     * A failure that did not come through the pool's own wrapper has not been seen by the pool. So the wrapper is used once
     * more: on a connection that is lost this fails, and the pool evicts it as after the failure itself.
     */
    private void tellPool(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        boolean lost = state.startsWith("08") || state.startsWith("57P");
        if (!lost || given == session.connection()) {
            return;
        }
        try (Statement statement = given.createStatement()) {
            statement.execute("SELECT 1");
        } catch (SQLException seenByThePool) {
            // What the caller sees is the failure of its call, not this one.
        }
    }

    @Override
    public @Nullable Chaos engine() {
        return engine;
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        if (key == JdbcPoints.DRIVER) {
            return DriverNames.of(session.driver());
        }
        if (key == JdbcPoints.KIND) {
            return kind;
        }
        if (key == JdbcPoints.CONNECTION) {
            return track.number();
        }
        return at == JdbcPoints.EXECUTE ? ofExecution(key) : ofTransaction(key);
    }

    private @Nullable Object ofExecution(AttributeKey key) {
        if (key == JdbcPoints.BATCH_SIZE) {
            return batchSize;
        }
        if (key == JdbcPoints.AUTO_COMMIT) {
            return autoCommit;
        }
        if (key == JdbcPoints.POSITION) {
            return autoCommit ? (Object) 1L : track.statements();
        }
        if (key == JdbcPoints.SQL) {
            return sql == null ? UNKNOWN : sql;
        }
        if (key == JdbcPoints.VERB || key == JdbcPoints.TABLE) {
            return ofText(key);
        }
        return null;
    }

    private SqlStatement read() {
        return sql == null ? SqlStatement.UNREADABLE : SqlStatement.of(sql);
    }

    private Object ofText(AttributeKey key) {
        SqlStatement read = read();
        if (!read.readable()) {
            return UNKNOWN;
        }
        if (key == JdbcPoints.VERB) {
            return read.verbs();
        }
        return read.tablesKnown() ? read.tables() : UNKNOWN;
    }

    private @Nullable Object ofTransaction(AttributeKey key) {
        if (key == JdbcPoints.TABLE) {
            return track.tables();
        }
        return key == JdbcPoints.STATEMENTS ? track.statements() : null;
    }
}
