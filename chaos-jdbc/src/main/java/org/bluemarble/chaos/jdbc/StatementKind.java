package org.bluemarble.chaos.jdbc;

import java.util.List;

/** How a statement is executed. */
enum StatementKind {
    /** With its text. */
    PLAIN,
    /** Prepared or callable: the text was given before. */
    PREPARED,
    /** A batch, as a whole. */
    BATCH;

    String spelling() {
        return Spelling.of(this);
    }

    static List<String> spellings() {
        return Spelling.all(StatementKind.class);
    }
}
