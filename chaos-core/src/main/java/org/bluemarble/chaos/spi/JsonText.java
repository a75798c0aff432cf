package org.bluemarble.chaos.spi;

import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object as one line, member after member; a library for it would weigh more than what it writes. Not
 * thread-safe.
 */
public final class JsonText {

    private final StringBuilder text = new StringBuilder("{");

    /** Begins an object without members. */
    public JsonText() {}

    /** Adds a member; none if the value is null. */
    public JsonText with(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            quote(value, text);
        }
        return this;
    }

    /** Adds a member. */
    public JsonText with(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(name, text);
        text.append(':');
    }

    /** {@return the object, without a line break} */
    @Override
    public String toString() {
        return text + "}";
    }

    /** Appends a string in its quotes; what comes out has no line break and is plain ASCII where the string is. */
    public static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // A lone surrogate would not survive the encoding to UTF-8; a pair written this way does.
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
