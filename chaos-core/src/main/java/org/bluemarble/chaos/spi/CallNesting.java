package org.bluemarble.chaos.spi;

import org.jspecify.annotations.Nullable;

/**
 * Lets the outermost of several interceptions of one logical call decide. A library wrapper around a woven driver, or a
 * driver's method that calls another one, passes the same point twice; the inner one finds the mark and lets the call pass,
 * also where the outer one decided not to disturb it.
 *
 * <p>Marks are kept per thread and per family of calls, and only while a point of the family is armed.
 */
public final class CallNesting {

    /** Calls of a JDBC connection and its statements. */
    public static final int JDBC = 1;
    /** Calls that take a connection out of a pool. */
    public static final int POOL = 1 << 1;

    // The value is a JDK type, and it goes with the outermost call: a pooled thread keeps nothing of ours.
    private static final ThreadLocal<@Nullable Integer> MARKS = new ThreadLocal<>();

    private CallNesting() {}

    /**
     * Marks the current thread as being inside a call of this family.
     *
     * @return true if it was not yet: the caller decides about the call and must {@link #exit} in a {@code finally}; false
     *     if an outer interception has decided
     */
    public static boolean enter(int family) {
        Integer marks = MARKS.get();
        int before = marks == null ? 0 : marks;
        if ((before & family) != 0) {
            return false;
        }
        MARKS.set(before | family);
        return true;
    }

    /** Takes the mark away that {@link #enter} set. */
    public static void exit(int family) {
        Integer marks = MARKS.get();
        int after = marks == null ? 0 : marks & ~family;
        if (after == 0) {
            MARKS.remove();
        } else {
            MARKS.set(after);
        }
    }
}
