package org.bluemarble.chaos.jdbc;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bluemarble.chaos.AttributeFormat;
import org.bluemarble.chaos.spi.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * The words that statements begin with, as rules select them. Servers have others, and new ones have more: so only what looks
 * like a known one, and is none, is taken for a misspelling.
 */
final class SqlVerbs {

    /** Of PostgreSQL, MariaDB, MySQL and H2; and two that {@link SqlReader} makes of texts. */
    private static final Set<String> KNOWN = Set.of("""
            abort alter analyse analyze backup begin binlog cache call change check checkpoint checksum clone close cluster \
            comment commit copy create deallocate declare delete desc describe discard do drop end exec execute explain \
            fetch flush from get grant handler help import insert install kill listen load lock merge move notify optimize \
            prepare prepare-transaction purge reassign refresh reindex release rename repair replace reset resignal \
            restart restore revoke rollback runscript savepoint script security select set show shutdown signal start stop \
            table truncate uninstall unlisten unlock update upsert use vacuum values with xa""".split(" "));

    /** One word; {@code into} behind it where the text writes to a table that it does not tell. */
    private static final Pattern WORD = Pattern.compile("(\\S+)( into)?");

    static final AttributeFormat FORMAT = AttributeFormat.of("update", SqlVerbs::problem);

    private SqlVerbs() {}

    private static @Nullable String problem(String text) {
        Matcher word = WORD.matcher(text);
        if (!word.matches()) {
            return "but must be one word, the first of a statement, for example update";
        }
        return KNOWN.contains(word.group(1))
                ? null
                : Nearest.to(word.group(1), KNOWN)
                        .map(right -> ", which begins no statement; did you mean '" + right + "'?")
                        .orElse(null);
    }
}
