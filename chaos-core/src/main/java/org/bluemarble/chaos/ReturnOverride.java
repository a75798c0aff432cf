package org.bluemarble.chaos;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The caller gets another value than the call gave: before, the call does not run at all; after, it took effect and its
 * result is thrown away. The text becomes a value of the call's return type where that is known; see
 * {@link #valueFor(Class)}.
 *
 * @param value the value as text; null for what {@link #NOTHING} stands for
 */
public record ReturnOverride(@Nullable String value) implements Fault {

    /** The text for the null reference, an empty {@code Optional}, or the return of a method that gives nothing. */
    public static final String NOTHING = "null";

    public ReturnOverride {
        value = NOTHING.equals(value) ? null : value;
    }

    /**
     * Makes the value for a return type.
     *
     * @param type the call's return type; {@code void.class} for one that gives nothing
     * @return the value, boxed if it is a primitive; null for {@code void}
     * @throws IllegalArgumentException if the text is no value of that type; the message says what would be
     */
    public @Nullable Object valueFor(Class<?> type) {
        return new ReturnValue(value).of(type);
    }

    @Override
    public String name() {
        return "return-override";
    }

    @Override
    public Map<String, Object> parameters() {
        return value == null ? Map.of() : Map.of("value", value);
    }
}
