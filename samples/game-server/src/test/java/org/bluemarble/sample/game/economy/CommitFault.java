package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What can become of a commit. The caller of the failing ones gets the same exception, as with real drivers. */
enum CommitFault {
    /** Nothing wrong. */
    NONE {
        @Override
        void commit(Connection real) throws SQLException {
            real.commit();
        }
    },
    /** The request never arrived: rolled back. */
    LOST_REQUEST {
        @Override
        void commit(Connection real) throws SQLException {
            real.rollback();
            throw connectionLost();
        }
    },
    /** The reply never arrived: committed. */
    LOST_ACK {
        @Override
        void commit(Connection real) throws SQLException {
            real.commit();
            throw connectionLost();
        }
    },
    /** Fails now, commits later: until then the session holds its locks. */
    LATE_COMMIT {
        @Override
        void commit(Connection real) throws SQLException {
            Executor later = CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS);
            CompletableFuture.runAsync(() -> commitAndClose(real), later);
            throw connectionLost();
        }

        @Override
        boolean keepsConnection() {
            return true;
        }
    },
    /** Returns normally, rolled back. */
    LYING_COMMIT {
        @Override
        void commit(Connection real) throws SQLException {
            real.rollback();
        }
    };

    abstract void commit(Connection real) throws SQLException;

    boolean keepsConnection() {
        return false;
    }

    private static SQLException connectionLost() {
        return new SQLNonTransientConnectionException("An I/O error occurred while sending to the backend.", "08006");
    }

    private static void commitAndClose(Connection real) {
        try (real) {
            real.commit();
        } catch (SQLException e) {
            throw new AssertionError("the late commit failed", e);
        }
    }
}
