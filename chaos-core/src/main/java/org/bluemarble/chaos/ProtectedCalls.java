package org.bluemarble.chaos;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that the ceiling protects, made ready to be asked at every call. */
final class ProtectedCalls {

    private final CallMatcher.Term[] scopes;

    private ProtectedCalls(List<Selector.Condition> scopes) {
        this.scopes = CallMatcher.each(scopes);
    }

    /** {@return the calls in any of these scopes; null if there is no scope, so that nothing is asked} */
    static @Nullable ProtectedCalls in(List<Selector.Condition> scopes) {
        return scopes.isEmpty() ? null : new ProtectedCalls(scopes);
    }

    /** {@return whether a call is in one of the scopes, or may be: what cannot be known of it is taken for protected} */
    boolean cover(CallAttributes attributes) {
        for (CallMatcher.Term scope : scopes) {
            if (scope.test(attributes) != Selector.Match.NO) {
                return true;
            }
        }
        return false;
    }
}
