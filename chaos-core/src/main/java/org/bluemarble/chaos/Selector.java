package org.bluemarble.chaos;

import java.util.Comparator;
import java.util.List;

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

    /** {@return this selector as calls are tested with it} */
    CallMatcher matcher() {
        return new CallMatcher(conditions);
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
    }
}
