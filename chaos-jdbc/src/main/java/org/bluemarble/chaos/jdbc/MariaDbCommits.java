package org.bluemarble.chaos.jdbc;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts that MariaDB and MySQL execute only after committing what is open. Their manuals list them under "statements
 * that cause an implicit commit"; the contract tests ask a real server whether it does what is said here.
 */
final class MariaDbCommits {

    private static final Set<String> ADMINISTRATION = Set.of("lock", "flush", "check", "repair");

    /** Off is no commit. Numbers are not among the words of a text that was read, so the text itself is asked. */
    private static final Pattern AUTO_COMMIT_ON = Pattern.compile(
            "\\bset\\s+(session\\s+|local\\s+|@@session\\.|@@local\\.|@@)?autocommit\\s*:?=\\s*'?(1|on|true)\\b",
            Pattern.CASE_INSENSITIVE);

    private MariaDbCommits() {}

    /** Whether the text commits what is open, though it neither says so nor begins a transaction. */
    static boolean isImplicitIn(SqlStatement read, @Nullable String sql) {
        if (read.verbs().contains("set")) {
            return sql != null && AUTO_COMMIT_ON.matcher(sql).find();
        }
        // A temporary table is the session's own, and comes and goes within its transaction.
        return (read.isDefinition() && !read.temporary())
                || read.verbs().stream().anyMatch(ADMINISTRATION::contains);
    }
}
