package org.bluemarble.chaos.jdbc;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bluemarble.chaos.ModuleFault;
import org.bluemarble.chaos.jdbc.driver.ReplyLoss;
import org.bluemarble.chaos.jdbc.driver.ServerError;

/**
 * The faults of this module as types, for rules built in code. What each does to the database and to the caller is said at
 * its record; whether it makes sense at a point is checked when a rule is armed.
 */
public final class JdbcFaults {

    private JdbcFaults() {}

    /** {@return the request never leaves: the server rolls back, the caller gets the driver's lost-connection error} */
    public static ModuleFault lostRequest() {
        return new LostRequest();
    }

    /** {@return the server does what it was asked, then the connection breaks before the caller learns of it} */
    public static LostAck lostAck() {
        return new LostAck(ReplyLoss.Moment.AFTER_REPLY, ReplyLoss.Caller.FAILURE);
    }

    /** {@return the commit fails now and happens later, at the latest after this delay} */
    public static LateCommit lateCommit(Duration delay) {
        return new LateCommit(delay, 0);
    }

    /** {@return the commit returns normally, and the server has rolled back} */
    public static ModuleFault lyingCommit() {
        return new LyingCommit();
    }

    /** {@return the commit happens, then the server ends the session and the caller learns of that instead} */
    public static ModuleFault killedAfterCommit() {
        return new KilledAfterCommit();
    }

    /** {@return the connection is aborted by its own driver just before the call} */
    public static ModuleFault abort() {
        return new Abort();
    }

    /**
     * Returns a server error that is real: the server raises it, and is left as by that error.
     *
     * @param error which error
     */
    public static ModuleFault error(ServerError error) {
        return new Raised(error);
    }

    /** {@return no connection is free: the caller waits as long as the pool lets it, and gets the pool's own exception} */
    public static ModuleFault exhausted() {
        return new Exhausted();
    }

    /** {@return the connection comes as a former borrower left it} */
    public static ModuleFault formerState(FormerState.State state) {
        return new FormerState(state);
    }

    /** The request never leaves the JVM; the server rolls back, and the caller gets the driver's lost-connection error. */
    public record LostRequest() implements ModuleFault {
        @Override
        public String name() {
            return "lost-request";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }
    }

    /**
     * The server does what it was asked, then the connection breaks before the caller learns of it.
     *
     * @param mode when the connection breaks
     * @param caller what the caller sees
     */
    public record LostAck(ReplyLoss.Moment mode, ReplyLoss.Caller caller) implements ModuleFault {

        public LostAck {
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(caller, "caller");
        }

        /** {@return this fault with another mode} */
        public LostAck mode(ReplyLoss.Moment mode) {
            return new LostAck(mode, caller);
        }

        /** {@return this fault with another view of the caller} */
        public LostAck caller(ReplyLoss.Caller caller) {
            return new LostAck(mode, caller);
        }

        @Override
        public String name() {
            return "lost-ack";
        }

        @Override
        public Map<String, Object> parameters() {
            Map<String, Object> parameters = new LinkedHashMap<>();
            if (mode != ReplyLoss.Moment.AFTER_REPLY) {
                parameters.put("mode", Spelling.of(mode));
            }
            if (caller != ReplyLoss.Caller.FAILURE) {
                parameters.put("caller", Spelling.of(caller));
            }
            return parameters;
        }
    }

    /**
     * The commit fails now with the driver's lost-connection error, and happens later on the session that was kept.
     *
     * @param delay when it happens at the latest, up to a minute: the retry it should meet usually waits for its locks
     * @param calls it happens earlier, as soon as so many further calls passed the rule's point; 0 for the delay alone
     */
    public record LateCommit(Duration delay, long calls) implements ModuleFault {

        /** The delay where a rule names none. */
        public static final Duration DEFAULT_DELAY = Duration.ofSeconds(1);

        static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

        public LateCommit {
            Objects.requireNonNull(delay, "delay");
            if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
                throw new IllegalArgumentException(
                        "late-commit delay was " + delay + " but must lie between 0 and " + LONGEST_DELAY);
            }
            if (calls < 0) {
                throw new IllegalArgumentException("late-commit calls was " + calls + " but must be at least 0");
            }
        }

        @Override
        public String name() {
            return "late-commit";
        }

        @Override
        public Map<String, Object> parameters() {
            Map<String, Object> parameters = new LinkedHashMap<>();
            if (!delay.equals(DEFAULT_DELAY)) {
                parameters.put("delay", delay);
            }
            if (calls > 0) {
                parameters.put("calls", calls);
            }
            return parameters;
        }
    }

    /** The commit returns normally, and the server has rolled back. Destructive: the ceiling must name it. */
    public record LyingCommit() implements ModuleFault {
        @Override
        public String name() {
            return "lying-commit";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }
    }

    /** The commit happens, then the server ends the session, and the caller gets that error. */
    public record KilledAfterCommit() implements ModuleFault {
        @Override
        public String name() {
            return "killed-after-commit";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }
    }

    /**
     * {@code Connection.abort} just before the call. On MariaDB the driver also kills the statement on the server; on
     * PostgreSQL a statement that runs finishes anyway.
     */
    public record Abort() implements ModuleFault {
        @Override
        public String name() {
            return "abort";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }
    }

    /**
     * The server raises an error, and server, driver and transaction are left as that error leaves them.
     *
     * @param error which error
     */
    public record Raised(ServerError error) implements ModuleFault {

        public Raised {
            Objects.requireNonNull(error, "error");
        }

        @Override
        public String name() {
            return "exception";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of("profile", error.spelling());
        }
    }

    /** The pool has no free connection: the caller waits as long as the pool lets it, and gets the pool's own exception. */
    public record Exhausted() implements ModuleFault {
        @Override
        public String name() {
            return "exhausted";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }
    }

    /**
     * The connection comes as a former borrower left it, and the pool does not know.
     *
     * @param state what was left behind
     */
    public record FormerState(State state) implements ModuleFault {

        /** What a borrower can leave behind. */
        public enum State {
            /** Auto-commit is the other way round. */
            AUTO_COMMIT,
            /** The connection is read-only. */
            READ_ONLY,
            /** The isolation level is another one. */
            ISOLATION
        }

        public FormerState {
            Objects.requireNonNull(state, "state");
        }

        @Override
        public String name() {
            return "former-state";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of("state", Spelling.of(state));
        }
    }
}
