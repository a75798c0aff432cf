package org.bluemarble.chaos.jdbc.driver;

import java.sql.SQLException;

/**
 * A server session that its driver has lost and that lives on, idle in its transaction.
 *
 * <p>One thread at a time. It must be closed, since it may hold locks.
 */
public interface KeptSession extends AutoCloseable {

    /** How the transaction ended. */
    enum Ending {
        /** Its work is durable. */
        COMMITTED,
        /** Its work is undone, as of a transaction that had failed before. */
        ROLLED_BACK
    }

    /**
     * Commits the transaction and ends the session.
     *
     * @return how the server ended it
     * @throws SQLException if the server refused, or is gone; the work is not durable then, unless the server went
     *     away after it had received the request
     */
    Ending commit() throws SQLException;

    /** Ends the session; the server rolls back what was not committed. Closing twice is harmless. */
    @Override
    void close();
}
