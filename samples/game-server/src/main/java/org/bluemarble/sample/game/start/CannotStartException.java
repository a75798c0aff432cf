package org.bluemarble.sample.game.start;

/** A process of the shard cannot start as asked; the message is one clear sentence for the operator. */
public final class CannotStartException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Carries a text for the operator.
     *
     * @param message what was given and what would be right
     */
    public CannotStartException(String message) {
        super(message);
    }

    /**
     * Carries a text for the operator and what lies behind it.
     *
     * @param message what was given and what would be right
     * @param cause for logs at debug level
     */
    public CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
