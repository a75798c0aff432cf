package org.bluemarble.chaos.jdbc.driver;

/**
 * How a reply gets lost.
 *
 * @param moment when the connection breaks
 * @param caller what the caller gets to see
 */
public record ReplyLoss(Moment moment, Caller caller) {
    /** After the reply, with the driver's own lost-connection error: the deterministic way. */
    public static final ReplyLoss STANDARD = new ReplyLoss(Moment.AFTER_REPLY, Caller.FAILURE);

    /** When the connection breaks. */
    public enum Moment {
        /** Once the server has answered: its work is done and durable. */
        AFTER_REPLY,
        /** As soon as the request has left: the work may become visible after the caller has looked. */
        EARLY
    }

    /** What the caller gets to see. */
    public enum Caller {
        /** The driver's own lost-connection error, at once. */
        FAILURE,
        /** Nothing, until the driver's own socket timeout, an abort of the connection, or a release. */
        HANG,
        /** The driver's own read-timeout error, at once. */
        TIMEOUT
    }
}
