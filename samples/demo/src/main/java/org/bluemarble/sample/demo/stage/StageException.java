package org.bluemarble.sample.demo.stage;

/** A part of the demo did not do what it must; the message is one sentence for whoever runs it. */
public final class StageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Carries a text. */
    public StageException(String message) {
        super(message);
    }

    /** Carries a text and what lies behind it. */
    public StageException(String message, Throwable cause) {
        super(message, cause);
    }
}
