package org.bluemarble.sample.game.protocol;

import io.netty.handler.codec.CorruptedFrameException;

/** The bytes of a frame are no message of this protocol; the connection cannot be trusted further. */
public final class MalformedMessageException extends CorruptedFrameException {
    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        super(message);
    }

    MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
