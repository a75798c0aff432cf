package org.bluemarble.chaos.invariants.facts;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads facts one after another, so that a log of any length needs the memory of one line. Not thread-safe. */
public interface FactCursor extends Closeable {

    /**
     * Reads the next fact.
     *
     * @return the fact, or null after the last one
     * @throws IOException if the log cannot be read further
     */
    @Nullable
    Fact next() throws IOException;

    /**
     * Tells which lines, read so far, were cut short: the mark of a client that was killed while writing. What such a line
     * would have said is treated as never told, which can hide a violation of that one operation but never invent one.
     *
     * @return one sentence per torn line, empty if there was none
     */
    List<String> torn();

    /**
     * Tells which lines, read so far, are not facts at all. Nobody knows what they would have said, so no judgement that needs
     * every fact may say {@code holds}.
     *
     * @return one sentence per unreadable line, at most a few dozen; empty if there was none
     */
    List<String> unreadable();
}
