package org.bluemarble.chaos.jdbc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What a text of SQL does, as far as the text says: its verbs and the tables it names.
 *
 * @param readable whether the text could be read; if not, the rest is empty and means nothing
 * @param verbs the statements' first words in lower case; more than one where the text holds several statements
 * @param tables the tables it names, without schema, in lower case
 * @param written those of them that it writes
 * @param tablesKnown whether the tables are all there are; false for a procedure call, say
 * @param temporary whether all it creates or drops is temporary
 */
record SqlStatement(
        boolean readable,
        Set<String> verbs,
        Set<String> tables,
        Set<String> written,
        boolean tablesKnown,
        boolean temporary) {

    static final SqlStatement UNREADABLE = new SqlStatement(false, Set.of(), Set.of(), Set.of(), false, false);

    /** A server has some hundred texts; one that builds its SQL by hand must not fill the heap. */
    private static final int MOST_CACHED = 2_000;

    private static final ConcurrentMap<String, SqlStatement> CACHE = new ConcurrentHashMap<>();

    private static final Set<String> READING =
            Set.of("select", "values", "show", "explain", "describe", "desc", "table", "help", "fetch", "use", "set");

    private static final Set<String> CONTROL = Set.of(
            "begin",
            "start",
            "commit",
            "end",
            "rollback",
            "abort",
            "savepoint",
            "release",
            "prepare-transaction",
            "reset",
            "xa");

    private static final Set<String> DEFINING = Set.of(
            "create", "drop", "alter", "truncate", "rename", "grant", "revoke", "comment", "analyze", "optimize");

    SqlStatement {
        verbs = Set.copyOf(verbs);
        tables = Set.copyOf(tables);
        written = Set.copyOf(written);
    }

    /** Reads a text, once for each text. */
    static SqlStatement of(String sql) {
        SqlStatement known = CACHE.get(sql);
        if (known != null) {
            return known;
        }
        SqlStatement read = SqlReader.read(sql);
        if (CACHE.size() >= MOST_CACHED) {
            CACHE.clear();
        }
        CACHE.put(sql, read);
        return read;
    }

    /** Whether the text, committed on its own, leaves nothing durable behind. Unreadable text counts as writing. */
    boolean isRead() {
        return readable && written.isEmpty() && verbs.stream().allMatch(READING::contains);
    }

    /** Whether the text ends a transaction by committing it. */
    boolean isCommit() {
        return verbs.contains("commit") || verbs.contains("end");
    }

    /** Whether the text ends a transaction by rolling it back. */
    boolean isRollback() {
        return verbs.contains("rollback") || verbs.contains("abort");
    }

    /** Whether the text only begins, marks or ends a transaction. */
    boolean isControl() {
        return readable && !verbs.isEmpty() && verbs.stream().allMatch(CONTROL::contains);
    }

    /** Whether the text begins a transaction and does nothing else. */
    boolean isBeginning() {
        return isControl() && (verbs.contains("begin") || verbs.contains("start"));
    }

    /** Whether the text defines something, which commits on some databases. */
    boolean isDefinition() {
        return verbs.stream().anyMatch(DEFINING::contains);
    }
}
