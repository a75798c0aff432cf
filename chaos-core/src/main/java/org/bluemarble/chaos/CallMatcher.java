package org.bluemarble.chaos;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A selector made ready to be asked at every call: its conditions in an array, and what depends on their keys alone decided
 * beforehand. Following references through records and lists took longer than comparing did.
 */
final class CallMatcher {

    private final Term[] terms;

    CallMatcher(List<Selector.Condition> conditions) {
        this.terms = conditions.stream().map(Term::new).toArray(Term[]::new);
    }

    /** What the selector says of one call. A condition that fails counts for more than one that cannot be known. */
    Selector.Match test(CallAttributes attributes) {
        Selector.Match match = Selector.Match.YES;
        for (Term term : terms) {
            Selector.Match one = term.test(attributes);
            if (one == Selector.Match.NO) {
                return one;
            }
            if (one == Selector.Match.UNKNOWN) {
                match = one;
            }
        }
        return match;
    }

    /** One condition. */
    private static final class Term {

        private final AttributeKey key;
        private final Object value;
        private final boolean negated;
        private final boolean isNumber;
        private final long number;
        private final boolean isPlayer;

        Term(Selector.Condition condition) {
            this.key = condition.key();
            this.value = condition.value();
            this.negated = condition.negated();
            this.isNumber = value instanceof Long;
            this.number = value instanceof Long given ? given : 0;
            this.isPlayer = key == AttributeKey.PLAYER;
        }

        Selector.Match test(CallAttributes attributes) {
            if (isNumber) {
                long actual = attributes.getLong(key);
                if (actual != Long.MIN_VALUE) {
                    return answer(actual == number);
                }
                // None or unknown, and get() says which.
            }
            Object actual = attributes.get(key);
            if (actual == null && isPlayer) {
                actual = ChaosContext.currentPlayer();
            }
            return actual == CallAttributes.UNKNOWN ? Selector.Match.UNKNOWN : answer(matches(actual));
        }

        private Selector.Match answer(boolean equal) {
            return equal != negated ? Selector.Match.YES : Selector.Match.NO;
        }

        private boolean matches(@Nullable Object actual) {
            if (actual == null || actual.getClass() == value.getClass()) {
                return value.equals(actual);
            }
            // Only now: to find that a String is no Collection costs more than all the rest of a decision.
            return actual instanceof Collection<?> values && values.contains(value);
        }
    }
}
