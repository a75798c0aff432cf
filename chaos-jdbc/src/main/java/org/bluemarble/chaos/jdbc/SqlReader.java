package org.bluemarble.chaos.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds verbs and tables among the tokens of a text. Knows where a table's name can stand, and no more of the grammar. */
final class SqlReader {

    private static final Set<String> FUNCTIONS_WITH_FROM =
            Set.of("extract", "substring", "trim", "overlay", "position", "substr");

    private static final Set<String> BEFORE_NAME = Set.of(
            "only", "if", "not", "exists", "table", "lateral", "ignore", "low_priority", "quick", "concurrently");

    /** Verbs after which {@code table} is followed by the table they write. */
    private static final Set<String> TAKES_TABLE = Set.of("create", "drop", "alter", "lock");

    /** Verbs whose tables the text does not tell, or not all of them. */
    private static final Set<String> OPAQUE = Set.of("call", "do", "exec", "execute", "merge", "copy", "load", "xa");

    private final List<SqlTokens.Token> tokens;
    private final Set<String> tables = new LinkedHashSet<>();
    private final Set<String> written = new LinkedHashSet<>();
    private final Set<String> commonTables = new LinkedHashSet<>();
    /** For each open parenthesis: whether a from inside it belongs to a function such as extract. */
    private final List<Boolean> parentheses = new ArrayList<>();

    private boolean known = true;
    private boolean opaqueWrite;
    private boolean temporary;
    private String verb = "";

    private SqlReader(List<SqlTokens.Token> tokens) {
        this.tokens = tokens;
    }

    static SqlStatement read(String sql) {
        List<SqlTokens.Token> tokens = SqlTokens.of(sql);
        if (tokens == null) {
            return SqlStatement.UNREADABLE;
        }
        Set<String> verbs = new LinkedHashSet<>();
        Set<String> tables = new LinkedHashSet<>();
        Set<String> written = new LinkedHashSet<>();
        boolean known = true;
        boolean temporary = true;
        for (List<SqlTokens.Token> statement : statements(tokens)) {
            SqlReader reader = new SqlReader(statement);
            reader.scan();
            verbs.add(reader.opaqueWrite ? reader.verb + " into" : reader.verb);
            reader.tables.removeAll(reader.commonTables);
            tables.addAll(reader.tables);
            written.addAll(reader.written);
            known &= reader.known;
            temporary &= reader.temporary;
        }
        return verbs.isEmpty()
                ? SqlStatement.UNREADABLE
                : new SqlStatement(true, verbs, tables, written, known, temporary);
    }

    private static List<List<SqlTokens.Token>> statements(List<SqlTokens.Token> tokens) {
        List<List<SqlTokens.Token>> statements = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).is(";")) {
                if (i > start) {
                    statements.add(tokens.subList(start, i));
                }
                start = i + 1;
            }
        }
        return statements;
    }

    private void scan() {
        int first = firstWord();
        if (first < 0) {
            known = false;
            return;
        }
        verb = verbAt(first);
        temporary = isTemporary(first + 1);
        // A # begins a comment on MariaDB and belongs to an operator on PostgreSQL, as in note #>> '{a}': whether
        // tables
        // follow on that line cannot be told from the text.
        known = !OPAQUE.contains(verb) && tokens.stream().noneMatch(token -> token.is("#"));
        for (int i = first; i < tokens.size(); i++) {
            SqlTokens.Token token = tokens.get(i);
            if (token.is("(")) {
                parentheses.add(i > 0
                        && !tokens.get(i - 1).quoted()
                        && FUNCTIONS_WITH_FROM.contains(tokens.get(i - 1).text()));
            } else if (token.is(")")) {
                if (!parentheses.isEmpty()) {
                    parentheses.remove(parentheses.size() - 1);
                }
            } else if (!token.quoted()) {
                word(i, first);
            }
        }
    }

    /** JDBC's escape {@code {? = call f(?)}} begins with punctuation. */
    private int firstWord() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isName()) {
                return i;
            }
        }
        return -1;
    }

    /** MariaDB also reads {@code create or replace temporary table}. */
    private boolean isTemporary(int second) {
        boolean defines = verb.equals("create") || verb.equals("drop");
        int at = isAt(second, "or") && isAt(second + 1, "replace") ? second + 2 : second;
        return defines && isAt(at, "temporary");
    }

    private String verbAt(int first) {
        String word = tokens.get(first).text();
        if (word.equals("rollback") && tokens.stream().anyMatch(token -> token.is("to"))) {
            return "savepoint";
        }
        if (word.equals("prepare") && isAt(first + 1, "transaction")) {
            return "prepare-transaction";
        }
        if (!word.equals("with")) {
            return word;
        }
        int depth = 0;
        for (int i = first; i < tokens.size(); i++) {
            SqlTokens.Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean main = token.is("select") || token.is("insert") || token.is("update") || token.is("delete");
            if (depth == 0 && main) {
                return token.text();
            }
        }
        return word;
    }

    private void word(int i, int first) {
        switch (tokens.get(i).text()) {
            case "into" -> into(i);
            case "update" -> {
                if (beginsStatement(i, first)) {
                    addWritten(i + 1);
                }
            }
            case "from" -> {
                if (parentheses.isEmpty() || !parentheses.get(parentheses.size() - 1)) {
                    from(i);
                }
            }
            case "join", "using" -> addRead(i + 1);
            case "table" -> {
                if (TAKES_TABLE.contains(verb)) {
                    addWritten(i + 1);
                }
            }
            case "truncate" -> {
                if (i == first) {
                    addWritten(i + 1);
                }
            }
            case "as" -> {
                if (isAt(i + 1, "(") && i > 0 && tokens.get(first).is("with")) {
                    commonTable(i);
                }
            }
            default -> {}
        }
    }

    private void into(int i) {
        boolean inserts = verb.equals("insert") || verb.equals("replace") || verb.equals("merge");
        boolean after = i > 0
                && (tokens.get(i - 1).is("insert")
                        || tokens.get(i - 1).is("replace")
                        || tokens.get(i - 1).is("ignore")
                        || tokens.get(i - 1).is("merge"));
        if (inserts || after) {
            addWritten(i + 1);
        } else {
            // select … into makes a table on one database, sets a variable or writes a file on another.
            opaqueWrite = true;
            known = false;
        }
    }

    /** {@code for update}, {@code do update} and {@code on duplicate key update} name no table. */
    private boolean beginsStatement(int i, int first) {
        return i == first
                || tokens.get(i - 1).is("(")
                || (tokens.get(i - 1).is(")") && tokens.get(first).is("with"));
    }

    private void from(int i) {
        boolean deletes = i > 0 && tokens.get(i - 1).is("delete");
        int next = i + 1;
        while (true) {
            int end = deletes ? addWritten(next) : addRead(next);
            // A comma-separated list goes on after an alias; an alias is one or two words.
            int comma = end;
            while (comma >= 0
                    && comma < tokens.size()
                    && comma < end + 2
                    && tokens.get(comma).isName()) {
                comma++;
            }
            if (end < 0 || !isAt(comma, ",")) {
                return;
            }
            next = comma + 1;
        }
    }

    private void commonTable(int as) {
        int name = as - 1;
        if (tokens.get(name).is(")")) {
            while (name > 0 && !tokens.get(name).is("(")) {
                name--;
            }
            name--;
        }
        if (name >= 0 && tokens.get(name).isName()) {
            commonTables.add(tokens.get(name).text());
        }
    }

    private int addRead(int i) {
        return add(i, false);
    }

    private int addWritten(int i) {
        return add(i, true);
    }

    /** Adds the name at {@code i}; returns the place after it, or -1 if no name stands there. */
    private int add(int i, boolean writes) {
        int at = i;
        while (at < tokens.size()
                && !tokens.get(at).quoted()
                && BEFORE_NAME.contains(tokens.get(at).text())) {
            at++;
        }
        String name = null;
        while (at < tokens.size() && tokens.get(at).isName()) {
            name = tokens.get(at).text();
            at++;
            if (!isAt(at, ".")) {
                break;
            }
            at++;
        }
        if (name == null) {
            return -1;
        }
        if (isAt(at, "(") && !writes) {
            // A function in the from clause is no table.
            return -1;
        }
        tables.add(name);
        if (writes) {
            written.add(name);
        }
        return at;
    }

    private boolean isAt(int i, String text) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(text);
    }
}
