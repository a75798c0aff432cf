package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says which calls at a point a rule is about: those for which every condition holds, and that belong to the cohort. No
 * condition means every call.
 *
 * @param conditions each once, sorted by attribute, the negated ones of an attribute in one; so that selectors that are
 *     spelled in another order are equal
 * @param cohort the share of players, sessions or the like whose calls are meant; null for all
 */
public record Selector(List<Condition> conditions, @Nullable Cohort cohort) {

    private static final Comparator<Condition> ORDER = Comparator.comparing(
                    (Condition condition) -> condition.key().name())
            .thenComparing(Condition::negated)
            .thenComparing(condition -> condition.anyOf().toString());

    /** Every call. */
    public static final Selector ALL = new Selector(List.of());

    public Selector {
        conditions = merged(conditions).stream().distinct().sorted(ORDER).toList();
    }

    /** Calls for which these conditions hold. */
    public Selector(List<Condition> conditions) {
        this(conditions, null);
    }

    /** Not to be a and not to be b is to be none of them. */
    private static List<Condition> merged(List<Condition> conditions) {
        List<Condition> all = new ArrayList<>();
        Map<AttributeKey, List<ValuePattern>> excluded = new LinkedHashMap<>();
        for (Condition one : conditions) {
            if (one.negated()) {
                excluded.computeIfAbsent(one.key(), unused -> new ArrayList<>()).addAll(one.anyOf());
            } else {
                all.add(one);
            }
        }
        excluded.forEach((key, patterns) -> all.add(new Condition(key, true, patterns)));
        return all;
    }

    /** What a selector says of one call. */
    enum Match {
        YES,
        NO,
        /** A condition asked for something that cannot be known of this call. */
        UNKNOWN,
        /** The call is one that the experiment's are compared with. */
        CONTROL
    }

    /**
     * {@return this selector as calls are tested with it}
     *
     * @param ruleId what a cohort without a name is named after
     */
    CallMatcher matcher(String ruleId) {
        return new CallMatcher(this, ruleId);
    }

    /**
     * One attribute compared with what is expected of it. A condition on an attribute with several values ({@code table})
     * holds if any of them fits; negated, if none does. An attribute that a call does not have fits nothing.
     *
     * @param key the attribute
     * @param negated whether the value must not fit
     * @param anyOf what it must fit one of: at least one, each once, sorted, of the key's type
     */
    public record Condition(AttributeKey key, boolean negated, List<ValuePattern> anyOf) {

        private static final Comparator<ValuePattern> ORDER = Comparator.comparing(
                        (ValuePattern pattern) -> pattern.getClass().getSimpleName())
                .thenComparing(ValuePattern::text);

        public Condition {
            Objects.requireNonNull(key, "key");
            anyOf = anyOf.stream().distinct().sorted(ORDER).toList();
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("condition on " + key + " was empty but must name a value");
            }
            for (ValuePattern pattern : anyOf) {
                if (pattern.type() != key.type()) {
                    throw new IllegalArgumentException("condition on " + key + " was '" + pattern.text()
                            + "' but must be a " + key.type() + " value");
                }
            }
        }

        /**
         * A condition that expects one value.
         *
         * @param value a {@link String}, {@link Long} or {@link Boolean} as the key's type says, or a {@link ValuePattern}
         */
        public Condition(AttributeKey key, boolean negated, Object value) {
            this(key, negated, List.of(ValuePattern.of(value)));
        }

        /** {@return a condition on the attribute of this name and of the patterns' type} */
        public static Condition of(String attribute, boolean negated, ValuePattern... anyOf) {
            if (anyOf.length == 0) {
                throw new IllegalArgumentException("condition on " + attribute + " was empty but must name a value");
            }
            return new Condition(AttributeKey.of(attribute, anyOf[0].type()), negated, List.of(anyOf));
        }

        /** {@return the one text that the attribute must be equal to, or null if the condition says anything else} */
        @Nullable
        String onlyText() {
            boolean one = !negated && anyOf.size() == 1;
            return one && anyOf.get(0) instanceof ValuePattern.Exactly exactly && exactly.value() instanceof String text
                    ? text
                    : null;
        }
    }
}
