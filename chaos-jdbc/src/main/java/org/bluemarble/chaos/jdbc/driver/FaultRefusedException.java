package org.bluemarble.chaos.jdbc.driver;

/** Says that a fault cannot be done to this connection, and what can. Nothing has been changed when it is thrown. */
public final class FaultRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Refuses; the message says what can be done instead. */
    public FaultRefusedException(String message) {
        super(message);
    }

    /** Refuses because of something that was tried. */
    public FaultRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
