package org.bluemarble.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The call ends with an exception of a named class.
 *
 * @param className binary name of a {@link Throwable} class with a public constructor {@code (String)} or {@code ()}
 * @param message the exception's message
 */
public record ThrowException(String className, String message) implements Fault {

    /** The class that is thrown where a rule names none. */
    public static final String DEFAULT_CLASS = "java.lang.IllegalStateException";
    /** The message where a rule gives none. */
    public static final String DEFAULT_MESSAGE = "injected by BlueMarble Chaos";

    public ThrowException {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(message, "message");
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
        return parameters;
    }
}
