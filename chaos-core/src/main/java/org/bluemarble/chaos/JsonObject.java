package org.bluemarble.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a line of a journal: one JSON object whose members are strings and whole numbers. Anything else is refused. */
final class JsonObject {

    private final String text;
    private int at;

    private JsonObject(String text) {
        this.text = text;
    }

    /**
     * Reads a line.
     *
     * @return the members by name, numbers as they are written; empty if the line is no such object, because it was cut
     *     short, say
     */
    static Optional<Map<String, String>> read(String line) {
        return Optional.ofNullable(new JsonObject(line.strip()).members());
    }

    private @Nullable Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        if (!skip('{')) {
            return null;
        }
        if (skip('}')) {
            return ended(members);
        }
        do {
            String name = string();
            if (name == null || !skip(':')) {
                return null;
            }
            String value = at < text.length() && text.charAt(at) == '"' ? string() : number();
            if (value == null || members.putIfAbsent(name, value) != null) {
                return null;
            }
        } while (skip(','));
        return skip('}') ? ended(members) : null;
    }

    private @Nullable Map<String, String> ended(Map<String, String> members) {
        return at == text.length() ? members : null;
    }

    private boolean skip(char expected) {
        skipBlanks();
        if (at == text.length() || text.charAt(at) != expected) {
            return false;
        }
        at++;
        skipBlanks();
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private @Nullable String number() {
        int begin = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        return begin == at ? null : text.substring(begin, at);
    }

    private @Nullable String string() {
        if (at == text.length() || text.charAt(at) != '"') {
            return null;
        }
        at++;
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            if (c != '\\') {
                string.append(c);
            } else if (!escaped(string)) {
                return null;
            }
        }
        return null;
    }

    private boolean escaped(StringBuilder string) {
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at++);
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            string.append("\"\\/\b\f\n\r\t".charAt(simple));
            return true;
        }
        if (c != 'u' || at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            return false;
        }
        string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
        at += 4;
        return true;
    }
}
