package org.bluemarble.chaos.spi;

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
    /** What is done about a call of a method that a rule chose; not the method's own work, which may call others. */
    public static final int METHOD = 1 << 2;
    /** What is done about a call of the JDK's own methods, likewise. */
    public static final int JDK = 1 << 3;

    // A JDK type, so that a pooled thread keeps no class of ours, and one array for each thread, so that marking a call
    // allocates nothing.
    private static final ThreadLocal<int[]> MARKS = ThreadLocal.withInitial(() -> new int[1]);

    private CallNesting() {}

    /**
     * Marks the current thread as being inside a call of this family.
     *
     * @return true if it was not yet: the caller decides about the call and must {@link #exit} in a {@code finally}; false
     *     if an outer interception has decided
     */
    public static boolean enter(int family) {
        int[] marks = MARKS.get();
        if ((marks[0] & family) != 0) {
            return false;
        }
        marks[0] |= family;
        return true;
    }

    /** Takes the mark away that {@link #enter} set. */
    public static void exit(int family) {
        MARKS.get()[0] &= ~family;
    }
}
