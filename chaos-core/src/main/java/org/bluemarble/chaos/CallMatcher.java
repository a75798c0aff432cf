package org.bluemarble.chaos;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A selector made ready to be asked at every call: its conditions in an array, and what depends on their keys alone decided
 * beforehand. Following references through records and lists took longer than comparing did.
 */
final class CallMatcher {

    private final Term[] terms;
    private final @Nullable CohortMatcher cohort;

    CallMatcher(Selector selector, String ruleId) {
        this.terms = terms(selector.conditions());
        this.cohort = selector.cohort() == null ? null : new CohortMatcher(selector.cohort(), ruleId);
    }

    private static Term[] terms(List<Selector.Condition> conditions) {
        // What is compared at once goes first: most calls fail there.
        return conditions.stream()
                .map(Term::new)
                .sorted(Comparator.comparing(term -> term.patterns != null))
                .toArray(Term[]::new);
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
        return cohort == null ? match : cohort.test(attributes, match);
    }

    /** Which of several conditions hold: for what asks whether any of them does. */
    static Term[] each(List<Selector.Condition> conditions) {
        return terms(conditions);
    }

    /** One condition. */
    static final class Term {

        private final AttributeKey key;
        private final Object value;
        private final boolean negated;
        private final boolean isNumber;
        private final long number;
        private final ContextAttribute context;

        /** Null if the condition expects one value, which is nearly always. */
        private final @Nullable PatternMatcher patterns;

        Term(Selector.Condition condition) {
            boolean one = condition.anyOf().size() == 1 && condition.anyOf().get(0) instanceof ValuePattern.Exactly;
            this.key = condition.key();
            this.negated = condition.negated();
            this.patterns = one ? null : PatternMatcher.anyOf(condition.anyOf());
            this.value = one ? ((ValuePattern.Exactly) condition.anyOf().get(0)).value() : key;
            this.isNumber = key.type() == AttributeKey.Type.NUMBER;
            this.number = value instanceof Long given ? given : 0;
            this.context = ContextAttribute.of(key);
        }

        Selector.Match test(CallAttributes attributes) {
            if (isNumber) {
                long actual = attributes.getLong(key);
                if (actual != Long.MIN_VALUE) {
                    return answer(patterns == null ? actual == number : patterns.testNumber(actual));
                }
                // None or unknown, and get() says which.
            }
            Object actual = attributes.get(key);
            if (actual == null && context != ContextAttribute.NONE) {
                actual = ChaosContext.currentValue(context);
            }
            if (actual == CallAttributes.UNKNOWN) {
                return Selector.Match.UNKNOWN;
            }
            return patterns == null ? answer(matches(actual)) : answer(patterns.test(actual));
        }

        private Selector.Match answer(boolean fits) {
            return fits != negated ? Selector.Match.YES : Selector.Match.NO;
        }

        private Selector.Match answer(Selector.Match fits) {
            return fits == Selector.Match.UNKNOWN ? fits : answer(fits == Selector.Match.YES);
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
