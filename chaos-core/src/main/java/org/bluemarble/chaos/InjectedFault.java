package org.bluemarble.chaos;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marks a failure as injected: it stands among the suppressed exceptions of what the caller gets, so that a log tells an
 * injected failure from a real one. It is never thrown itself and carries no stack trace.
 */
public final class InjectedFault extends Exception {

    private static final long serialVersionUID = 1L;

    /** A failure that is wrapped this often, or has gathered this many others, is not looked through any further. */
    private static final int MOST_THROWABLES = 1000;

    /** Marks the failure of one call. */
    public InjectedFault(String rule, String point, long call) {
        super("injected by rule '" + rule + "' at " + point + ", selected call " + call, null, false, false);
    }

    /**
     * Tells whether a failure was injected: whether it, one of its causes or one of their suppressed exceptions is a mark.
     * For log filters and error reports.
     *
     * @param failure what was thrown, or null
     */
    public static boolean isInjected(@Nullable Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>();
        for (Throwable next = failure; next != null && seen.size() < MOST_THROWABLES; next = left.poll()) {
            if (next instanceof InjectedFault) {
                return true;
            }
            // A failure may be its own cause's cause.
            if (seen.add(next)) {
                if (next.getCause() != null) {
                    left.add(next.getCause());
                }
                left.addAll(List.of(next.getSuppressed()));
            }
        }
        return false;
    }
}
