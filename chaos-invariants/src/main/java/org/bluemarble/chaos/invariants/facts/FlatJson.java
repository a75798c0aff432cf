package org.bluemarble.chaos.invariants.facts;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object whose values are scalars or objects of scalars: all that a fact line needs.
 *
 * <p>Our own because this module takes no JSON library along, and because it must tell a line that was cut short (harmless:
 * its writer was killed) from one that was never a fact (somebody gave us another file).
 */
final class FlatJson {

    private final String text;
    private int at;
    private final Map<String, String> scalars = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> objects = new LinkedHashMap<>();

    private FlatJson(String text) {
        this.text = text;
    }

    static FlatJson parse(String line) throws TornException, SyntaxException {
        FlatJson json = new FlatJson(line);
        json.skipSpace();
        json.readObject(json.scalars, true);
        json.skipSpace();
        if (json.at < line.length()) {
            throw json.unexpected("the end of the line");
        }
        return json;
    }

    String text(String name) throws SyntaxException {
        String value = scalars.get(name);
        if (value == null) {
            throw new SyntaxException(name + " is missing");
        }
        return value;
    }

    long number(String name) throws SyntaxException {
        String value = text(name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException malformed) {
            throw new SyntaxException(name + " was '" + value + "' but must be a whole number");
        }
    }

    Map<String, String> object(String name) throws SyntaxException {
        if (scalars.containsKey(name)) {
            throw new SyntaxException(name + " was a single value but must be an object");
        }
        return objects.getOrDefault(name, Map.of());
    }

    private void readObject(Map<String, String> into, boolean outermost) throws TornException, SyntaxException {
        expect('{');
        if (peekAfterSpace() == '}') {
            at++;
            return;
        }
        do {
            skipSpace();
            String name = readString();
            if (into.containsKey(name) || (outermost && objects.containsKey(name))) {
                throw new SyntaxException("'" + name + "' stands twice");
            }
            skipSpace();
            expect(':');
            readValue(name, into, outermost);
        } while (readSeparator());
    }

    private void readValue(String name, Map<String, String> into, boolean outermost)
            throws TornException, SyntaxException {
        char first = peekAfterSpace();
        if (first == '"') {
            into.put(name, readString());
        } else if (first == '{' && outermost) {
            Map<String, String> inner = new LinkedHashMap<>();
            readObject(inner, false);
            objects.put(name, inner);
        } else {
            into.put(name, readBareWord());
        }
    }

    private boolean readSeparator() throws TornException, SyntaxException {
        char c = peekAfterSpace();
        if (c != ',' && c != '}') {
            throw unexpected("',' or '}'");
        }
        at++;
        return c == ',';
    }

    /** A number, true, false or null. */
    private String readBareWord() throws TornException, SyntaxException {
        int start = at;
        while (at < text.length() && ",} \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == text.length()) {
            throw new TornException();
        }
        String word = text.substring(start, at);
        if (!word.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|true|false|null")) {
            at = start;
            throw unexpected("a text, a number, true, false or null");
        }
        return word;
    }

    private String readString() throws TornException, SyntaxException {
        expect('"');
        StringBuilder value = new StringBuilder();
        for (char c = take(); c != '"'; c = take()) {
            value.append(c == '\\' ? readEscape() : c);
        }
        return value.toString();
    }

    private char readEscape() throws TornException, SyntaxException {
        char c = take();
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (c != 'u') {
            at--;
            throw unexpected("an escape such as \\n or \\u0041");
        }
        int code = 0;
        for (int digit = 0; digit < 4; digit++) {
            int value = Character.digit(take(), 16);
            if (value < 0) {
                at--;
                throw unexpected("four hexadecimal digits");
            }
            code = code * 16 + value;
        }
        return (char) code;
    }

    private char peekAfterSpace() throws TornException {
        skipSpace();
        if (at == text.length()) {
            throw new TornException();
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void expect(char wanted) throws TornException, SyntaxException {
        if (take() != wanted) {
            at--;
            throw unexpected("'" + wanted + "'");
        }
    }

    private char take() throws TornException {
        if (at == text.length()) {
            throw new TornException();
        }
        return text.charAt(at++);
    }

    private SyntaxException unexpected(String wanted) {
        return new SyntaxException("column " + (at + 1) + " was '" + text.charAt(at) + "' but must be " + wanted);
    }

    /** The line ended before its object did. */
    static final class TornException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The line is not a fact, and no longer line beginning so could be one. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }
}
