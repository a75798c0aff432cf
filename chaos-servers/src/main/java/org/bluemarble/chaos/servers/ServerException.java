package org.bluemarble.chaos.servers;

import org.jspecify.annotations.Nullable;

/** Says why a database server could not be started or used, and what would be right. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
