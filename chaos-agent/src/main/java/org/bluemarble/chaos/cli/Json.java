package org.bluemarble.chaos.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as one line of JSON; a library for it would weigh more than the rest of the command line. */
final class Json {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    private Json() {}

    /** {@return an object without members} */
    static Json object() {
        return new Json();
    }

    /** Adds a member: null, a string, number, boolean, list, array of strings, or another object. */
    Json with(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    static String write(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    @Override
    public String toString() {
        return write(this);
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        if (value == null || value instanceof Boolean || value instanceof Number) {
            text.append(value);
        } else if (value instanceof Json object) {
            object.writeMembers(text);
        } else if (value instanceof List<?> list) {
            writeElements(list, text);
        } else if (value instanceof Object[] array) {
            writeElements(List.of(array), text);
        } else {
            quote(value.toString(), text);
        }
    }

    private void writeMembers(StringBuilder text) {
        String separator = "{";
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            text.append(separator);
            quote(member.getKey(), text);
            text.append(':');
            write(member.getValue(), text);
            separator = ",";
        }
        text.append(members.isEmpty() ? "{}" : "}");
    }

    private static void writeElements(List<?> elements, StringBuilder text) {
        text.append('[');
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? "" : ",");
            write(elements.get(i), text);
        }
        text.append(']');
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // A lone surrogate would not survive the encoding to UTF-8; a pair written this way does.
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
