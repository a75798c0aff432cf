package org.bluemarble.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The call ends with an exception of a named class. It is made by that public constructor which takes the most of what is
 * given here and needs nothing else than texts, numbers, flags and a cause.
 *
 * @param className binary name of a {@link Throwable} class
 * @param message the exception's message
 * @param cause binary name of the class of its cause, made with the same message; null for none
 * @param state a second text, as the SQLState of a {@code java.sql.SQLException}; null for none
 * @param code a number, as the vendor code of a {@code java.sql.SQLException}; null for none
 */
public record ThrowException(
        String className,
        String message,
        @Nullable String cause,
        @Nullable String state,
        @Nullable Long code) implements ThrowingFault {

    /** The class that is thrown where a rule names none. */
    public static final String DEFAULT_CLASS = "java.lang.IllegalStateException";
    /** The message where a rule gives none. */
    public static final String DEFAULT_MESSAGE = "injected by BlueMarble Chaos";

    public ThrowException {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(message, "message");
    }

    /** An exception with a message and nothing else. */
    public ThrowException(String className, String message) {
        this(className, message, null, null, null);
    }

    @Override
    public String name() {
        return "exception";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (!className.equals(DEFAULT_CLASS)) {
            parameters.put("class", className);
        }
        if (!message.equals(DEFAULT_MESSAGE)) {
            parameters.put("message", message);
        }
        if (cause != null) {
            parameters.put("cause", cause);
        }
        if (state != null) {
            parameters.put("state", state);
        }
        if (code != null) {
            parameters.put("code", code);
        }
        return parameters;
    }
}
