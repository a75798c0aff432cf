package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Phase;
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
    private final PhysicalConnection physical;
    private final TransactionTrack track;
    private final List<Disturbance> disturbances = new ArrayList<>(2);

    private @Nullable InjectionPoint at;
    private @Nullable Statement statement;
    private @Nullable String sql;
    private String kind = "";
    private long batchSize;
    private boolean autoCommit;
    private boolean endsTransaction;

    JdbcCall(@Nullable Chaos engine, PhysicalConnection physical, TransactionTrack track) {
        this.engine = engine;
        this.physical = physical;
        this.track = track;
    }

    PhysicalConnection physical() {
        return physical;
    }

    /** The kind of commit, rollback or execution, as rules spell it. */
    String kind() {
        return kind;
    }

    @Nullable String sql() {
        return sql;
    }

    @Nullable Statement statement() {
        return statement;
    }

    /** Whether the work of this call is in no transaction that a driver's call could end: it commits by itself. */
    boolean commitsItself() {
        return at == JdbcPoints.COMMIT && autoCommit && !kind.equals(CommitKind.AUTO_COMMIT_ON.spelling());
    }

    /** A commit; passes no point if the driver has nothing to send. */
    @Nullable OpenCall commit(CommitKind commit) throws SQLException {
        if (!physical.hasOpenTransaction()) {
            return null;
        }
        endsTransaction = true;
        return disturbedBy(JdbcPoints.COMMIT, commit.spelling());
    }

    /** A rollback. */
    @Nullable OpenCall rollback(String what) throws SQLException {
        if (!physical.hasOpenTransaction()) {
            return null;
        }
        endsTransaction = !what.equals("savepoint");
        return disturbedBy(JdbcPoints.ROLLBACK, what);
    }

    private OpenCall disturbedBy(InjectionPoint point, String what) {
        pass(point, what);
        return begun();
    }

    /** A statement. */
    OpenCall execute(Statement executed, @Nullable String text, StatementKind how, long entries) throws SQLException {
        statement = executed;
        sql = text;
        batchSize = entries;
        autoCommit = physical.isAutoCommit();
        SqlStatement read = text == null ? SqlStatement.UNREADABLE : SqlStatement.of(text);
        boolean control = read.isControl();
        if (!control) {
            track.add(read);
        }
        pass(JdbcPoints.EXECUTE, how.spelling());
        if (!isTaken()) {
            passWhatItEnds(read);
        }
        return begun();
    }

    private void passWhatItEnds(SqlStatement read) throws SQLException {
        if (read.isCommit()) {
            if (physical.hasOpenTransaction()) {
                endsTransaction = true;
                pass(JdbcPoints.COMMIT, CommitKind.SQL.spelling());
            }
        } else if (read.isRollback()) {
            if (physical.hasOpenTransaction()) {
                endsTransaction = true;
                pass(JdbcPoints.ROLLBACK, "sql");
            }
        } else if (read.isControl()) {
            return;
        } else if (autoCommit && !physical.hasOpenTransaction()) {
            if (!read.isRead()) {
                pass(JdbcPoints.COMMIT, CommitKind.AUTO.spelling());
            }
        } else if (read.isDefinition() && physical.definitionsCommit()) {
            endsTransaction = true;
            pass(JdbcPoints.COMMIT, CommitKind.IMPLICIT.spelling());
        }
    }

    private void pass(InjectionPoint point, String what) {
        at = point;
        kind = what;
        Injection injection = point.decide(this);
        if (injection != null) {
            disturbances.add(new Disturbance(injection, JdbcEffects.of(injection, this)));
        }
    }

    private boolean isTaken() {
        return disturbances.stream().anyMatch(disturbance -> disturbance.injection().fault() != null);
    }

    /** Does what comes before the driver's own work. */
    private OpenCall begun() {
        for (Disturbance disturbance : disturbances) {
            SQLException instead = disturbance.before();
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
            return seen;
        } finally {
            CallNesting.exit(CallNesting.JDBC);
        }
    }

    @Override
    public @Nullable Chaos engine() {
        return engine;
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        if (key == JdbcPoints.DRIVER) {
            return physical.driver();
        }
        if (key == JdbcPoints.KIND) {
            return kind;
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

    private Object ofText(AttributeKey key) {
        SqlStatement read = sql == null ? SqlStatement.UNREADABLE : SqlStatement.of(sql);
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

    /** One injection and what it does around the driver's work. */
    private record Disturbance(Injection injection, JdbcEffect effect) {

        @Nullable SQLException before() {
            injection.await(Phase.BEFORE);
            return effect.before();
        }

        @Nullable Throwable after(@Nullable Throwable thrown) {
            Throwable seen = effect.after(thrown);
            injection.await(Phase.AFTER);
            effect.end();
            return seen;
        }
    }
}
