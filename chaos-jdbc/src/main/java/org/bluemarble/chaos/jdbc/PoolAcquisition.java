package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.ThrowingFault;
import org.bluemarble.chaos.jdbc.driver.FaultRefusedException;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/** One taking of a connection out of a pool, while {@code pool.acquire} is armed. */
final class PoolAcquisition extends OpenCall implements CallAttributes {

    private final @Nullable Chaos engine;
    private final ConnectionPool pool;
    private @Nullable Injection injection;

    PoolAcquisition(@Nullable Chaos engine, ConnectionPool pool) {
        this.engine = engine;
        this.pool = pool;
    }

    OpenCall begin() {
        Injection decided = JdbcPoints.ACQUIRE.decide(this);
        injection = decided;
        if (decided == null) {
            return this;
        }
        decided.await(Phase.BEFORE);
        try {
            return actBefore(decided);
        } catch (RuntimeException | LinkageError bug) {
            decided.fail(bug);
            injection = null;
            return this;
        }
    }

    private OpenCall actBefore(Injection decided) {
        // In either phase: the caller sees the same, and a connection that was taken and reached nobody would be lost
        // to
        // the pool for good.
        if (decided.fault() instanceof ThrowingFault && decided.begin()) {
            return new Refused(this, decided.exception());
        }
        if (!decided.actsIn(Phase.BEFORE) || !decided.begin()) {
            return this;
        }
        if (decided.fault() instanceof TargetFault fault) {
            return fault.name().equals("exhausted") ? exhausted(decided) : this;
        }
        Throwable thrown = decided.act();
        return thrown == null ? this : new Refused(this, thrown);
    }

    private OpenCall exhausted(Injection decided) {
        try {
            long start = pool.now();
            long timeoutNanos = pool.acquireTimeoutNanos();
            if (decided.awaitNanos(timeoutNanos)) {
                SQLException failure = pool.timeoutException(start);
                failure.addSuppressed(decided.marker());
                return new Refused(this, failure);
            }
        } catch (FaultRefusedException unsupported) {
            decided.refuse(String.valueOf(unsupported.getMessage()));
        }
        return this;
    }

    @Override
    public @Nullable Object result(@Nullable Object returned) {
        Injection decided = injection;
        if (decided != null
                && decided.fault() instanceof TargetFault fault
                && fault.name().equals("former-state")
                && returned instanceof Connection connection
                && decided.begin()
                && leftState(decided, fault, connection)) {
            // The state outlives this call, but not the rule: then the pool closes the connection as soon as it has it
            // back.
            decided.await(Phase.AFTER);
            decided.onCancel(() -> {
                pool.evict(connection);
                decided.done();
            });
        } else {
            end();
        }
        return returned;
    }

    private boolean leftState(Injection decided, TargetFault fault, Connection connection) {
        FormerBorrower former = new FormerBorrower(Spelling.parse(
                JdbcFaults.FormerState.State.class, fault.parameter("state", String.class, "auto-commit")));
        if (!CallNesting.enter(CallNesting.JDBC)) {
            decided.spare();
            return false;
        }
        try {
            pool.requireKnown();
            former.use(JdbcDrivers.session(connection).connection());
            return true;
        } catch (SQLException | FaultRefusedException unsupported) {
            decided.refuse(String.valueOf(unsupported.getMessage()));
            return false;
        } finally {
            CallNesting.exit(CallNesting.JDBC);
        }
    }

    @Override
    public @Nullable Throwable exit(@Nullable Throwable thrown) {
        CallNesting.exit(CallNesting.POOL);
        Injection decided = injection;
        if (decided != null && decided.actsIn(Phase.AFTER) && thrown == null) {
            boolean acts = !(decided.fault() instanceof TargetFault) && decided.begin();
            return acts ? decided.act() : null;
        }
        if (thrown != null) {
            end();
        }
        return thrown;
    }

    private void end() {
        Injection decided = injection;
        if (decided != null) {
            decided.await(Phase.AFTER);
            decided.done();
            injection = null;
        }
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        return key == JdbcPoints.POOL ? pool.name() : null;
    }

    @Override
    public @Nullable Chaos engine() {
        return engine;
    }

    /** The pool is not asked. */
    private static final class Refused extends SkippingCall {

        private final PoolAcquisition acquisition;
        private final Throwable failure;

        Refused(PoolAcquisition acquisition, Throwable failure) {
            this.acquisition = acquisition;
            this.failure = failure;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return acquisition.exit(failure);
        }
    }
}
