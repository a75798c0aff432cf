package org.bluemarble.chaos.jdbc.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to the session behind one physical connection. Every operation leaves the driver and the server in
 * the state that the real event would leave them in; exceptions are the driver's own.
 *
 * <p>Some operations run statements on the connection, or ask it to commit or roll back. A caller that disturbs those
 * very calls must leave these alone.
 *
 * <p>One thread at a time, the one that may use the connection.
 */
public interface DriverSession {

    /** {@return the physical connection} */
    Connection connection();

    /** {@return the driver} */
    DriverKind driver();

    /** {@return whether an auto-commit is due after each statement, as the driver sees it; sends nothing} */
    boolean isAutoCommit() throws SQLException;

    /**
     * {@return whether {@link Connection#commit()} would send anything, as far as the driver knows; sends nothing}
     */
    boolean wouldSendCommit() throws SQLException;

    /**
     * {@return whether a transaction is open, by whatever began it; true as well if the driver cannot tell; sends nothing}
     */
    boolean mayHaveOpenTransaction() throws SQLException;

    /** {@return the server's number for this session, where the driver knows it without asking; sends nothing} */
    OptionalLong backendId();

    /**
     * {@return the SQL text that a prepared statement was made from, or null where this driver does not keep it}
     *
     * @param statement a statement of this driver, not a wrapper
     */
    @Nullable
    String preparedSql(Statement statement);

    /**
     * {@return what a statement's batch holds}
     *
     * @param statement a statement of this driver, not a wrapper
     */
    BatchText batchOf(Statement statement);

    /**
     * Says that the call in whose place this session fails is a batch's execution: the failures are then those of a batch.
     *
     * @param batch what it holds, one entry at least
     * @param prepared whether it is a prepared statement's
     */
    void answerBatch(BatchText batch, boolean prepared);

    /**
     * Prepares to run an action in the next call that is a request with an effect: once the request was handed to the
     * kernel and before its reply is read.
     *
     * @param action runs on the calling thread, once
     * @throws FaultRefusedException if this driver has no such moment
     */
    void onRequestSent(Runnable action);

    /**
     * Loses the connection: the server rolls back, and the driver finds out at its next call.
     *
     * @throws FaultRefusedException if this driver's session cannot be severed
     */
    void sever();

    /**
     * {@return the error that the driver gives when it is used after {@link #sever()}; the driver has then noticed}
     */
    SQLException lostConnection();

    /**
     * Prepares to lose the reply to the next {@link Connection#commit()}, {@link Connection#setAutoCommit(boolean)} or
     * other call that is a single request. With {@link ReplyLoss.Moment#EARLY} also for a statement; should that take
     * several requests, the first one that can have an effect is the last to leave.
     *
     * @param how when and how
     * @return to be settled after the call
     * @throws FaultRefusedException if it cannot be done that way with this driver
     */
    LostReply loseReply(ReplyLoss how);

    /**
     * Prepares to lose the result of the next call, whatever number of requests it takes: it runs to its end, and the
     * connection breaks before the caller learns of it.
     *
     * @param caller what the caller gets to see
     * @return to be settled after the call
     * @throws FaultRefusedException if it cannot be done that way with this driver
     */
    LostReply loseResult(ReplyLoss.Caller caller);

    /**
     * Loses the connection as {@link #sever()} does, but keeps the server's session with its open transaction.
     *
     * @return the session, to be committed or closed
     * @throws FaultRefusedException if it cannot be kept
     */
    KeptSession detach();

    /**
     * Rolls the transaction back and leaves the driver as it is after a successful commit.
     *
     * @throws SQLException if the rollback failed
     */
    void rollbackQuietly() throws SQLException;

    /**
     * {@return the errors that can be raised here, each with what this driver makes of it}
     */
    Map<ServerError, ErrorProfile> raisable();

    /**
     * Makes the server fail a statement.
     *
     * @param error the kind of failure
     * @return the driver's own exception, not yet thrown; on a transaction that had failed before, whatever the server
     *     says then
     * @throws FaultRefusedException if it cannot be raised here; the text lists what can
     */
    SQLException raise(ServerError error);

    /**
     * Makes the server's refusal of a connection, with the session of one that it has just admitted.
     *
     * @param error the kind of refusal
     * @return the driver's own exception, not yet thrown
     * @throws FaultRefusedException if it cannot be made here; the text lists what can
     */
    SQLException refuseConnection(ServerError error);

    /**
     * Lets the server end this session, as an administrator or a failover does.
     *
     * @return the driver's own exception
     * @throws FaultRefusedException if this driver's session cannot be ended
     */
    SQLException endByServer();

    /**
     * Aborts the connection, by {@link Connection#abort(Executor)}.
     *
     * @throws SQLException if the driver refuses
     */
    void abort() throws SQLException;
}
