package org.bluemarble.chaos;

import org.jspecify.annotations.Nullable;

/** Whether calls belong to a cohort, made ready to be asked at every call. Allocates nothing. */
final class CohortMatcher {

    private final Cohort cohort;
    private final AttributeKey key;
    private final ContextAttribute context;
    private final long seed;

    /** The answer for every call, where the cohort is one of JVMs. */
    private final Selector.@Nullable Match always;

    CohortMatcher(Cohort cohort, String ruleId) {
        String name = cohort.name();
        this.cohort = cohort;
        this.key = cohort.key();
        this.context = ContextAttribute.of(key);
        this.seed = Cohort.seed(name == null ? ruleId : name);
        this.always = key == Cohort.JVM ? match(Cohort.instance().hashCode()) : null;
    }

    /**
     * What a selector with this cohort says of a call.
     *
     * @param match what its conditions say: yes or unknown
     */
    Selector.Match test(CallAttributes attributes, Selector.Match match) {
        Selector.Match mine = always != null ? always : test(attributes);
        return mine == Selector.Match.NO || match == Selector.Match.YES ? mine : match;
    }

    private Selector.Match test(CallAttributes attributes) {
        if (key.type() == AttributeKey.Type.NUMBER) {
            long number = attributes.getLong(key);
            if (number != Long.MIN_VALUE) {
                return match(number);
            }
        }
        Object value = attributes.get(key);
        if (value == null && context != ContextAttribute.NONE) {
            value = ChaosContext.currentValue(context);
        }
        if (value instanceof String text) {
            return match(text.hashCode());
        }
        // A call that is nobody's belongs to no cohort; of several values none can be taken for the call's.
        return value == null ? Selector.Match.NO : Selector.Match.UNKNOWN;
    }

    private Selector.Match match(long valueHash) {
        Cohort.Side side = cohort.side(seed, valueHash);
        if (side == null) {
            return Selector.Match.NO;
        }
        boolean wanted = (side == Cohort.Side.CONTROL) == (cohort.side() == Cohort.Side.CONTROL);
        if (wanted) {
            return Selector.Match.YES;
        }
        return cohort.side() == Cohort.Side.EXPERIMENT ? Selector.Match.CONTROL : Selector.Match.NO;
    }
}
