package org.bluemarble.chaos.jdbc;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.bluemarble.chaos.CallAttributes;

/**
 * What one connection's current transaction has done so far, as far as it was seen. Followed only while a point of this
 * module is armed; a transaction that began unseen is unknown until it ends.
 */
final class TransactionTrack {

    private static final AtomicLong TRACKED = new AtomicLong();

    private final long number = TRACKED.incrementAndGet();
    private final Set<String> written = new LinkedHashSet<>();
    private long watch = Long.MIN_VALUE;
    private boolean seen;
    private boolean tablesKnown;
    private long statements;

    /** {@return the connection's number, from 1; in the order in which connections first passed an armed point} */
    long number() {
        return number;
    }

    /**
     * Begins a look at the connection.
     *
     * @param watch changes whenever calls may have been missed
     * @param open whether a transaction is open now; asked of the driver
     */
    void observe(long watch, boolean open) {
        if (!open) {
            begin();
        } else if (this.watch != watch) {
            forget();
        }
        this.watch = watch;
    }

    private void forget() {
        seen = false;
        written.clear();
        statements = 0;
    }

    /** The transaction ended: the next one is seen from its beginning. */
    void end() {
        begin();
    }

    private void begin() {
        seen = true;
        tablesKnown = true;
        written.clear();
        statements = 0;
    }

    /** A statement is executed in the transaction. */
    void add(SqlStatement statement) {
        statements++;
        if (!statement.isRead()) {
            written.addAll(statement.written());
            tablesKnown &= statement.readable() && statement.tablesKnown();
        }
    }

    /** Whether it is known that nothing was executed. */
    boolean isKnownEmpty() {
        return seen && statements == 0;
    }

    /** The tables written, or that they are not known. */
    Object tables() {
        return seen && tablesKnown ? written : CallAttributes.UNKNOWN;
    }

    /** How many statements were executed, or that it is not known. */
    Object statements() {
        return seen ? (Object) statements : CallAttributes.UNKNOWN;
    }
}
