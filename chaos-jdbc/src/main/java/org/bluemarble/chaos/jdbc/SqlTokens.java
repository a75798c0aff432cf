package org.bluemarble.chaos.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL into words, quoted names and punctuation; literals, numbers and comments fall away. Reads what PostgreSQL,
 * MariaDB, MySQL and H2 have in common, and gives up rather than guess: an unfinished quote or comment makes the whole text
 * unreadable.
 */
final class SqlTokens {

    /** Longer texts are not looked at: a bulk insert of megabytes is not worth reading twice. */
    private static final int LONGEST = 64 * 1024;

    /**
     * A word, or one character of punctuation. All in lower case, quoted names too: databases fold the others each in its
     * own way, and a rule should not depend on which it is.
     */
    record Token(String text, boolean quoted) {

        boolean is(String word) {
            return !quoted && text.equals(word);
        }

        boolean isName() {
            return quoted || Character.isLetter(text.charAt(0)) || text.charAt(0) == '_';
        }
    }

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean readable = true;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    /** The tokens in order; null if the text cannot be read. */
    static @Nullable List<Token> of(String sql) {
        if (sql.length() > LONGEST) {
            return null;
        }
        SqlTokens reader = new SqlTokens(sql);
        while (reader.readable && reader.at < sql.length()) {
            reader.next();
        }
        return reader.readable ? reader.tokens : null;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (startsWith("--") || (c == '#' && beginsStatement())) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (startsWith("/*")) {
            comment();
        } else if (c == '\'') {
            skipTo(quoteEnd('\'', hasEscapes()));
        } else if (c == '"' || c == '`') {
            name(c);
        } else if (c == '$') {
            dollar();
        } else if (Character.isLetter(c) || c == '_') {
            word();
        } else if (Character.isDigit(c)) {
            number();
        } else {
            tokens.add(new Token(String.valueOf(c), false));
            at++;
        }
    }

    /** No operator can stand here: a {@code #} is a comment of MariaDB and MySQL. Elsewhere {@link SqlReader} sees it. */
    private boolean beginsStatement() {
        return tokens.isEmpty() || tokens.get(tokens.size() - 1).is(";");
    }

    private boolean startsWith(String text) {
        return sql.startsWith(text, at);
    }

    /** PostgreSQL nests comments, the others do not; a text where that makes a difference is not readable. */
    private void comment() {
        int end = sql.indexOf("*/", at + 2);
        int inner = sql.indexOf("/*", at + 2);
        boolean executable = startsWith("/*!") || startsWith("/*M!");
        if (end < 0 || executable || (inner >= 0 && inner < end)) {
            readable = false;
            return;
        }
        at = end + 2;
    }

    /** {@code E'…'} of PostgreSQL. MariaDB's backslashes in plain literals are read alike: see {@link #quoteEnd}. */
    private boolean hasEscapes() {
        return at > 0 && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E');
    }

    /** The place after the closing quote, or -1. */
    private int quoteEnd(char quote, boolean escapes) {
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && i + 1 < sql.length() && quote == '\'') {
                if (escapes) {
                    i++;
                } else if (sql.charAt(i + 1) == quote) {
                    // MariaDB escapes the quote here, PostgreSQL ends the literal: which it is cannot be told from the
                    // text.
                    return -1;
                } else if (sql.charAt(i + 1) == '\\') {
                    i++;
                }
            } else if (c == quote) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private void skipTo(int end) {
        readable = end >= 0;
        at = end;
    }

    private void name(char quote) {
        int end = quoteEnd(quote, false);
        if (end < 0) {
            readable = false;
            return;
        }
        String twice = String.valueOf(quote) + quote;
        String text = sql.substring(at + 1, end - 1).replace(twice, String.valueOf(quote));
        if (text.isEmpty()) {
            readable = false;
            return;
        }
        tokens.add(new Token(text.toLowerCase(Locale.ROOT), true));
        at = end;
    }

    /** A parameter {@code $1}, or a literal between {@code $tag$} of PostgreSQL. */
    private void dollar() {
        int end = at + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        boolean tag = end < sql.length()
                && sql.charAt(end) == '$'
                && (end == at + 1 || !Character.isDigit(sql.charAt(at + 1)));
        if (!tag) {
            at = end;
            return;
        }
        String fence = sql.substring(at, end + 1);
        int close = sql.indexOf(fence, end + 1);
        skipTo(close < 0 ? -1 : close + fence.length());
    }

    private void word() {
        int end = at + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        boolean prefix = end == at + 1 && end < sql.length() && sql.charAt(end) == '\'';
        if (!prefix) {
            tokens.add(new Token(sql.substring(at, end).toLowerCase(Locale.ROOT), false));
        }
        // A one-letter prefix as in E'…' or N'…' belongs to the literal.
        at = end;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void number() {
        while (at < sql.length() && (isWordPart(sql.charAt(at)) || sql.charAt(at) == '.')) {
            at++;
        }
    }
}
