package org.bluemarble.chaos.jdbc;

import java.util.List;

/** What makes work durable. */
enum CommitKind {
    /** {@code Connection.commit()}. */
    EXPLICIT,
    /** A statement that is no read, executed in auto-commit mode. */
    AUTO,
    /** {@code setAutoCommit(true)} while a transaction is open. */
    AUTO_COMMIT_ON,
    /** A definition, or the beginning of another transaction, inside a transaction, on databases where that commits. */
    IMPLICIT,
    /** SQL text {@code COMMIT} or {@code END}. */
    SQL,
    /** {@code XAResource.commit}, in one phase or the second of two. */
    XA;

    String spelling() {
        return Spelling.of(this);
    }

    static List<String> spellings() {
        return Spelling.all(CommitKind.class);
    }
}
