package org.bluemarble.chaos.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.JsonText;
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
            JsonText.quote(value.toString(), text);
        }
    }

    private void writeMembers(StringBuilder text) {
        String separator = "{";
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            text.append(separator);
            JsonText.quote(member.getKey(), text);
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
}
