package org.bluemarble.chaos.jdbc.driver;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One call whose reply gets lost: prepared before the driver's call, settled after it.
 *
 * <pre>{@code
 * LostReply lost = session.loseCommitReply(how);
 * Throwable thrown = null;
 * try { connection.commit(); } catch (Throwable t) { thrown = t; }
 * SQLException instead = lost.settle(thrown);   // null: what was thrown is right as it is
 * }</pre>
 *
 * <p>{@link #release()} may be called by any thread, the rest by the one that makes the call.
 */
public interface LostReply {

    /** What the server had answered when the reply was thrown away. */
    enum Reply {
        /** Nothing was lost: the driver sent no request, or the call failed on its own. */
        NOT_LOST,
        /** The request was done. */
        DONE,
        /** The server refused the request: the work is not durable. */
        REFUSED,
        /** Nobody waited for the answer. */
        UNREAD
    }

    /**
     * Ends the matter, once the driver's call has returned or thrown. With {@link ReplyLoss.Caller#HANG} this may be
     * where the caller hangs.
     *
     * @param thrown what the driver's call threw, or null if it returned
     * @return what the caller must be told instead, or null if what the call did is right as it is
     */
    @Nullable
    SQLException settle(@Nullable Throwable thrown);

    /** {@return what became of the reply; final once settled} */
    Reply reply();

    /** Ends a hang: the connection breaks in the caller's hands. Harmless before, after, and without one. */
    void release();
}
