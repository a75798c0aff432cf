package org.bluemarble.chaos;

import org.bluemarble.chaos.spi.Position;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads a line word by word, and writes words so that they are read back: what is not plain stands in quotes. */
final class LineScanner {

    /** A rule that is longer was not typed. */
    static final int LONGEST_LINE = 8192;

    private static final String PUNCTUATION = ",[]=!\"'";

    private final String line;
    private int next;

    LineScanner(String line) {
        this.line = line;
    }

    /** The line cannot be cut into words. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final int column;
        private final String problem;

        Unreadable(int column, String problem) {
            super(problem, null, false, false);
            this.column = column;
            this.problem = problem;
        }

        int column() {
            return column;
        }

        String problem() {
            return problem;
        }
    }

    /** Reads what stands before the first colon. */
    Word id(String path) throws Unreadable {
        if (line.length() > LONGEST_LINE) {
            throw new Unreadable(
                    1, "the line was " + line.length() + " characters long but must be at most " + LONGEST_LINE);
        }
        skipSpace();
        int colon = line.indexOf(':', next);
        if (colon < 0 || line.substring(next, colon).chars().anyMatch(c -> c == '[' || c == '=')) {
            throw new Unreadable(
                    next + 1, "id is missing; a rule begins with its id, for example lose-ack: jdbc.commit lost-ack");
        }
        Word id = new Word(line.substring(next, colon).strip(), path, Position.column(next + 1));
        next = colon + 1;
        return id;
    }

    boolean atEnd() {
        skipSpace();
        return next == line.length();
    }

    /** Reads a plain or quoted word. */
    Word word(String path) throws Unreadable {
        return word(path, "");
    }

    /**
     * Reads a plain or quoted word.
     *
     * @param ends characters that a plain word ends before, besides those that always do
     */
    Word word(String path, String ends) throws Unreadable {
        skipSpace();
        int start = next;
        if (start == line.length()) {
            throw new Unreadable(start + 1, "the line ends where " + path + " should stand");
        }
        char first = line.charAt(start);
        String text = first == '"' || first == '\'' ? quoted(first) : plain(ends);
        if (text.isEmpty() && next == start) {
            throw new Unreadable(
                    start + 1, "'" + first + "' stands where " + path + " should; quote it if it is part of a value");
        }
        return new Word(text, path, Position.column(start + 1));
    }

    /** Reads a point's name, which may hold parameter types: within its parentheses commas and brackets are letters. */
    Word point(String path) throws Unreadable {
        Word begun = word(path);
        boolean quoted = !isPlain(line.charAt(next - 1));
        int opened = begun.text().indexOf('(');
        if (quoted || opened < 0) {
            return begun;
        }
        int start = next - begun.text().length();
        int closed = line.indexOf(')', start + opened);
        if (closed < next) {
            return begun;
        }
        next = closed + 1;
        return new Word(line.substring(start, next), path, begun.position());
    }

    /** Reads a word that stands outside of brackets, where a comma separates nothing and is part of it. */
    Word setting(String path) throws Unreadable {
        Word word = word(path);
        if (next == line.length() || line.charAt(next) != ',') {
            return word;
        }
        StringBuilder text = new StringBuilder(word.text());
        while (next < line.length() && line.charAt(next) == ',') {
            text.append(line.charAt(next++)).append(plain(""));
        }
        return new Word(text.toString(), path, word.position());
    }

    private String plain(String ends) {
        int start = next;
        while (next < line.length() && isPlain(line.charAt(next)) && ends.indexOf(line.charAt(next)) < 0) {
            next++;
        }
        return line.substring(start, next);
    }

    private static boolean isPlain(char c) {
        return !isSpace(c) && PUNCTUATION.indexOf(c) < 0;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private String quoted(char quote) throws Unreadable {
        int start = next++;
        StringBuilder text = new StringBuilder();
        while (next < line.length()) {
            char c = line.charAt(next++);
            if (c == quote) {
                return text.toString();
            }
            text.append(c == '\\' ? escaped() : c);
        }
        throw new Unreadable(start + 1, "the quote that begins here is not closed");
    }

    /** Reads what stands between two slashes, if one comes next; a backslash before a slash takes its meaning from it. */
    @Nullable
    Word betweenSlashes(String path) throws Unreadable {
        if (!take('/')) {
            return null;
        }
        int start = next;
        StringBuilder text = new StringBuilder();
        while (next < line.length()) {
            char c = line.charAt(next++);
            if (c == '/') {
                return new Word(text.toString(), path, Position.column(start));
            }
            boolean escapes = c == '\\' && next < line.length();
            if (!escapes || line.charAt(next) != '/') {
                text.append(c);
            }
            if (escapes) {
                text.append(line.charAt(next++));
            }
        }
        throw new Unreadable(start, "the slash that begins here is not followed by another; quote it to write a glob");
    }

    private char escaped() throws Unreadable {
        char c = next < line.length() ? line.charAt(next++) : ' ';
        return switch (c) {
            case '\\', '"', '\'' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default ->
                throw new Unreadable(
                        next - 1, "a backslash must be followed by one of \\ \" ' n r t, or by u and four hex digits");
        };
    }

    private char unicode() throws Unreadable {
        int code = 0;
        for (int end = next + 4; next < end; next++) {
            int digit = next < line.length() ? Character.digit(line.charAt(next), 16) : -1;
            if (digit < 0) {
                throw new Unreadable(next + 1, "\\u must be followed by four hex digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    /** Takes the next character that is no space, if it is this one. */
    boolean take(char expected) {
        skipSpace();
        if (next < line.length() && line.charAt(next) == expected) {
            next++;
            return true;
        }
        return false;
    }

    void require(char expected, String where) throws Unreadable {
        if (!take(expected)) {
            String found = next < line.length() ? "'" + Word.shown(line.substring(next, next + 1)) + "'" : "nothing";
            throw new Unreadable(next + 1, "found " + found + " but must find '" + expected + "' " + where);
        }
    }

    private void skipSpace() {
        while (next < line.length() && isSpace(line.charAt(next))) {
            next++;
        }
    }

    /** {@return an expression as it can stand between slashes} */
    static String writtenBetweenSlashes(String expression) {
        StringBuilder text = new StringBuilder("/");
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            text.append(c == '/' ? "\\/" : c);
            if (c == '\\' && i + 1 < expression.length()) {
                text.append(expression.charAt(++i));
            }
        }
        return text.append('/').toString();
    }

    /** {@return whether a text has no character that would have to be escaped between quotes} */
    static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** {@return a word as it can stand in a selector} */
    static String writtenInSelector(String text) {
        String written = written(text);
        boolean plain = written.equals(text);
        return plain && (text.startsWith("/") || text.indexOf('|') >= 0 || text.indexOf('~') >= 0)
                ? '"' + text + '"'
                : written;
    }

    /** {@return a word as it can stand in a line} */
    static String written(String text) {
        boolean plain = !text.isEmpty() && text.chars().allMatch(c -> isPlain((char) c) && c != '\\');
        if (plain) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            append(quoted, text.charAt(i));
        }
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, char c) {
        switch (c) {
            case '"', '\\' -> quoted.append('\\').append(c);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                // Control characters, and surrogates that might stand alone, survive no terminal and no encoding.
                if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                    quoted.append(String.format("\\u%04x", (int) c));
                } else {
                    quoted.append(c);
                }
            }
        }
    }
}
