package org.bluemarble.chaos;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which calls at a point a rule is about: those for which every condition holds. No condition means every call.
 *
 * @param conditions each once, sorted by attribute, so that selectors that are spelled in another order are equal
 */
public record Selector(List<Condition> conditions) {

    private static final Comparator<Condition> ORDER = Comparator.comparing(
                    (Condition condition) -> condition.key().name())
            .thenComparing(Condition::negated)
            .thenComparing(condition -> condition.value().toString());

    /** Every call. */
    public static final Selector ALL = new Selector(List.of());

    public Selector {
        conditions = conditions.stream().distinct().sorted(ORDER).toList();
    }

    /** What a selector says of one call. */
    enum Match {
        YES,
        NO,
        /** A condition asked for something that cannot be known of this call. */
        UNKNOWN
    }

    Match test(CallAttributes attributes) {
        Match match = Match.YES;
        // Indexed: an iterator would be the only allocation of a call that is not disturbed.
        for (int i = 0; i < conditions.size(); i++) {
            Match one = conditions.get(i).test(attributes);
            if (one == Match.NO) {
                return one;
            }
            if (one == Match.UNKNOWN) {
                match = one;
            }
        }
        return match;
    }

    /**
     * One attribute compared with one value. A condition on an attribute with several values ({@code table}) holds if any
     * of them is equal; negated, if none is. An attribute that a call does not have is not equal to anything.
     *
     * @param key the attribute
     * @param negated whether the value must differ
     * @param value a {@link String}, {@link Long} or {@link Boolean} as the key's type says
     */
    public record Condition(AttributeKey key, boolean negated, Object value) {

        public Condition {
            boolean fits = (value instanceof String && key.type() == AttributeKey.Type.TEXT)
                    || (value instanceof Long && key.type() == AttributeKey.Type.NUMBER)
                    || (value instanceof Boolean && key.type() == AttributeKey.Type.FLAG);
            if (!fits) {
                throw new IllegalArgumentException(
                        "condition on " + key + " was '" + value + "' but must be a " + key.type() + " value");
            }
        }

        Match test(CallAttributes attributes) {
            if (key.type() == AttributeKey.Type.NUMBER) {
                long number = attributes.getLong(key);
                if (number != Long.MIN_VALUE) {
                    return answer(number == (Long) value);
                }
                // None or unknown, and get() says which.
            }
            Object actual = attributes.get(key);
            if (actual == null && ChaosContext.carries(key)) {
                actual = ChaosContext.current().get(key);
            }
            return actual == CallAttributes.UNKNOWN ? Match.UNKNOWN : answer(matches(actual));
        }

        private Match answer(boolean equal) {
            return equal != negated ? Match.YES : Match.NO;
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
