package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * H2 inside this JVM: {@code JdbcConnection.session} is the server's session itself, and there is no wire on which
 * anything could get lost. A lost connection is a session that was closed.
 */
final class H2EmbeddedSession extends CommonSession implements H2Session {
    private static final Map<ServerError, ErrorProfile> ERRORS =
            H2Errors.withLostConnection(90121, "Database is already closed");

    H2EmbeddedSession(Connection connection, Reach reach) {
        super(connection, DriverKind.H2, reach);
    }

    private Object session() {
        return reach.get(connection(), "session");
    }

    @Override
    ErrorProfile tooManyConnections() {
        throw H2Errors.noConnectionLimit();
    }

    @Override
    public OptionalLong backendId() {
        return reach.call(session(), "getId") instanceof Number id
                ? OptionalLong.of(id.longValue())
                : OptionalLong.empty();
    }

    @Override
    public void sever() {
        reach.call(session(), "close");
    }

    @Override
    public void onRequestSent(Runnable action) {
        throw new FaultRefusedException("at was 'flushed' but must be 'random' on an embedded H2: its requests do not"
                + " travel; use its TCP server for faults of the wire");
    }

    @Override
    public LostReply loseReply(ReplyLoss how) {
        if (how.moment() == ReplyLoss.Moment.EARLY) {
            throw new FaultRefusedException("mode was 'early' but must be 'after-reply' on an embedded H2: its requests"
                    + " do not travel; use its TCP server for faults of the wire");
        }
        return loseResult(how.caller());
    }

    @Override
    public LostReply loseResult(ReplyLoss.Caller caller) {
        if (caller == ReplyLoss.Caller.TIMEOUT) {
            throw new FaultRefusedException("caller was 'timeout' but must be 'failure' or 'hang' on an embedded H2: it"
                    + " reads from no socket; use its TCP server for faults of the wire");
        }
        return new EmbeddedLoss(caller == ReplyLoss.Caller.HANG);
    }

    @Override
    public KeptSession detach() {
        Object live = session();
        Object database = called(live, "getDatabase");
        Object dead = called(database, "createSession", called(live, "getUser"), null);
        reach.call(dead, "close");
        reach.set(connection(), "session", dead);
        return new KeptEmbeddedSession(live);
    }

    private Object called(Object target, String method, @Nullable Object... arguments) {
        @Nullable Object result = reach.call(target, method, arguments);
        if (result == null) {
            throw new FaultRefusedException("H2's " + method + " gave nothing; its database is being closed");
        }
        return result;
    }

    @Override
    public Map<ServerError, ErrorProfile> raisable() {
        return ERRORS;
    }

    @Override
    void provoke(ServerError error, ErrorProfile profile) throws SQLException {
        H2Errors.provoke(this, profile);
    }

    @Override
    public void abort() {
        throw H2Errors.refuseAbort();
    }

    /** The call has run; the session closes before the caller learns of it. */
    private final class EmbeddedLoss implements LostReply {
        private final CountDownLatch hanging;
        private volatile boolean isLost;

        EmbeddedLoss(boolean hangs) {
            this.hanging = new CountDownLatch(hangs ? 1 : 0);
        }

        @Override
        public @Nullable SQLException settle(@Nullable Throwable thrown) {
            if (thrown != null) {
                return null;
            }
            isLost = true;
            sever();
            awaitRelease();
            return lostConnection();
        }

        // There is no socket timeout here; an interrupt keeps its flag and the wait goes on.
        private void awaitRelease() {
            boolean interrupted = false;
            while (hanging.getCount() > 0) {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Reply reply() {
            return isLost ? Reply.DONE : Reply.NOT_LOST;
        }

        @Override
        public void release() {
            hanging.countDown();
        }
    }

    /** A session of the database that no connection has any more. */
    private final class KeptEmbeddedSession implements KeptSession {
        private final Object live;

        KeptEmbeddedSession(Object live) {
            this.live = live;
        }

        @Override
        public Ending commit() throws SQLException {
            try {
                called(called(live, "prepareLocal", "COMMIT"), "executeUpdate", new Object[] {null});
                return Ending.COMMITTED;
            } catch (RuntimeException e) {
                throw new SQLException("H2 refused to commit: " + e.getMessage(), e);
            } finally {
                close();
            }
        }

        @Override
        public void close() {
            if (!Boolean.TRUE.equals(reach.call(live, "isClosed"))) {
                reach.call(live, "close");
            }
        }
    }
}
