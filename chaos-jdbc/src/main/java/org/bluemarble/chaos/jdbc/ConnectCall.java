package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.jdbc.driver.DriverSession;
import org.bluemarble.chaos.jdbc.driver.FaultRefusedException;
import org.bluemarble.chaos.jdbc.driver.ServerError;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.jspecify.annotations.Nullable;

/** One opening of a connection by its driver. What the driver sends meanwhile is part of it and passes no point. */
final class ConnectCall extends OpenCall implements CallAttributes {

    /** Opens the connection that the caller asked for, again. */
    @FunctionalInterface
    interface Source {
        Connection open() throws Throwable;
    }

    private final @Nullable Chaos engine;
    private final Source source;
    private final ConnectOrigin origin;
    private @Nullable Injection injection;

    ConnectCall(@Nullable Chaos engine, Source source, ConnectOrigin origin) {
        this.engine = engine;
        this.source = source;
        this.origin = origin;
    }

    OpenCall begin() {
        Injection decided = JdbcPoints.CONNECT.decide(this);
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
        if (!decided.actsIn(Phase.BEFORE) || !decided.begin()) {
            return this;
        }
        if (decided.fault() instanceof TargetFault fault) {
            return refused(
                    decided,
                    ServerError.spelled(fault.parameter("profile", String.class, ""))
                            .orElseThrow());
        }
        Throwable thrown = decided.act();
        return thrown == null ? this : new Refused(this, thrown);
    }

    private OpenCall refused(Injection decided, ServerError error) {
        try {
            SQLException failure = refusal(error);
            failure.addSuppressed(decided.marker());
            return new Refused(this, failure);
        } catch (SQLException | FaultRefusedException unsupported) {
            decided.refuse("the connection could not be refused: " + unsupported.getMessage());
        } catch (Throwable fromDriver) {
            if (fromDriver instanceof Error error1) {
                throw error1;
            }
            decided.refuse("the connection could not be refused: " + fromDriver);
        }
        return this;
    }

    /** The server's own words come from a connection that is opened for them, so that the exception is the driver's. */
    private SQLException refusal(ServerError error) throws Throwable {
        DriverSession session = JdbcDrivers.session(source.open());
        // Closed itself, and not what the source gave: that may be a handle whose connection stays open.
        try (Connection physical = session.connection()) {
            return session.refuseConnection(error);
        }
    }

    @Override
    public @Nullable Throwable exit(@Nullable Throwable thrown) {
        try {
            Injection decided = injection;
            if (decided == null) {
                return thrown;
            }
            boolean acts = decided.actsIn(Phase.AFTER) && thrown == null && decided.begin();
            Throwable instead = acts ? decided.act() : null;
            decided.await(Phase.AFTER);
            decided.done();
            return instead == null ? thrown : instead;
        } finally {
            CallNesting.exit(CallNesting.JDBC);
        }
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        if (key == JdbcPoints.URL) {
            return origin.url();
        }
        return key == JdbcPoints.DRIVER ? origin.driver() : null;
    }

    @Override
    public @Nullable Chaos engine() {
        return engine;
    }

    /** The caller is not connected. */
    private static final class Refused extends SkippingCall {

        private final ConnectCall call;
        private final Throwable failure;

        Refused(ConnectCall call, Throwable failure) {
            this.call = call;
            this.failure = failure;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return call.exit(failure);
        }
    }
}
