package org.bluemarble.chaos;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/** The calls that the ceiling protects, made ready to be asked at every call. */
final class ProtectedCalls {

    private final CallMatcher.Term[] scopes;

    /** Attributes that throw do so at every call. */
    private final AtomicBoolean told = new AtomicBoolean();

    private ProtectedCalls(List<Selector.Condition> scopes) {
        this.scopes = CallMatcher.each(scopes);
    }

    /** {@return the calls in any of these scopes; null if there is no scope, so that nothing is asked} */
    static @Nullable ProtectedCalls in(List<Selector.Condition> scopes) {
        return scopes.isEmpty() ? null : new ProtectedCalls(scopes);
    }

    /** {@return whether a call is in one of the scopes, or may be: what cannot be known of it is taken for protected} */
    boolean cover(CallAttributes attributes) {
        try {
            return isInAny(attributes);
        } catch (Exception | LinkageError | AssertionError bug) {
            // No rule asked for it, so none is ended; but none may act on what the ceiling may protect.
            if (told.compareAndSet(false, true)) {
                InternalProblems.report(
                        "a call did not say whether the ceiling protects it, and counts as protected; so do all such calls",
                        bug);
            }
            return true;
        }
    }

    private boolean isInAny(CallAttributes attributes) {
        for (CallMatcher.Term scope : scopes) {
            if (scope.test(attributes) != Selector.Match.NO) {
                return true;
            }
        }
        return false;
    }
}
