package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import org.bluemarble.chaos.Crash;
import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.TargetFault;
import org.jspecify.annotations.Nullable;

/** The effect of each fault that is simple enough to be told in a few lines, and where to find the others. */
final class JdbcEffects {

    private JdbcEffects() {}

    static JdbcEffect of(Injection injection, JdbcCall call) {
        Fault fault = injection.fault();
        if (fault == null) {
            return new DelayOnly(injection);
        }
        if (fault instanceof Crash crash) {
            return new CrashEffect(injection, call, crash);
        }
        return fault instanceof TargetFault target ? of(injection, call, target) : new GenericJdbcEffect(injection);
    }

    private static JdbcEffect of(Injection injection, JdbcCall call, TargetFault fault) {
        return switch (fault.name()) {
            case "exception" -> new ErrorEffect(injection, call, fault.parameter("profile", String.class, ""));
            case "lost-request" -> new BrokenBeforeEffect(injection, call.session()::sever);
            case "lost-ack" -> new LostAckEffect(injection, call, fault);
            case "late-commit" -> lateCommit(injection, call, fault);
            case "lying-commit" -> new LyingCommitEffect(injection, call);
            case "killed-after-commit" -> new KilledAfterCommitEffect(injection, call);
            case "abort" -> new BrokenBeforeEffect(injection, call.session()::abort);
            default -> throw new IllegalStateException("fault was " + fault.name() + ", which no JDBC call knows");
        };
    }

    private static JdbcEffect lateCommit(Injection injection, JdbcCall call, TargetFault fault) {
        Duration delay = fault.parameter("delay", Duration.class, JdbcFaults.LateCommit.DEFAULT_DELAY);
        long calls = fault.parameter("calls", Long.class, 0L);
        return new LateCommitEffect(injection, call, new JdbcFaults.LateCommit(delay, calls));
    }

    /** The call is only delayed, which the call itself does. */
    private static final class DelayOnly extends JdbcEffect {
        DelayOnly(Injection injection) {
            super(injection);
        }

        @Override
        boolean marksFailure() {
            return false;
        }
    }

    /** The driver's method runs on a connection that was broken just before. */
    private static final class BrokenBeforeEffect extends JdbcEffect {
        private final Breaking breaking;

        BrokenBeforeEffect(Injection injection, Breaking breaking) {
            super(injection);
            this.breaking = breaking;
        }

        @Override
        @Nullable
        SQLException prepare() throws SQLException {
            if (begins()) {
                breaking.run();
            }
            return null;
        }
    }

    /** Takes the connection away from its driver, or has the driver close it. */
    @FunctionalInterface
    private interface Breaking {
        void run() throws SQLException;
    }

    /** The server ends the session after it has committed. */
    private static final class KilledAfterCommitEffect extends JdbcEffect {
        private final JdbcCall call;

        KilledAfterCommitEffect(Injection injection, JdbcCall call) {
            super(injection);
            this.call = call;
        }

        @Override
        @Nullable
        Throwable finish(@Nullable Throwable thrown) throws SQLException {
            return thrown == null && begins() ? call.session().endByServer() : thrown;
        }
    }
}
