package org.bluemarble.chaos;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that act at one point, of all engines, in the order they were armed, whenever they were enabled. A few are an
 * array that never changes. Of many, those that can be told apart by what they ask for stand in an index, and the array
 * holds the others alone: to arm one more of them copies nothing.
 */
final class PointRules {

    /** In place while the JVM halts: a thread that comes here stays, since after {@code halt} is called others still run. */
    static final PointRules HALTING = new PointRules(null, InOrder.NONE, null, List.of());

    private final @Nullable InjectionPoint point;

    /** Those that the index does not find. */
    private final ArmedRule[] asked;

    /** Shared with the states before and after, and changed with them: a call may find a rule a moment sooner or later. */
    private final @Nullable RuleIndex index;

    /** What the rules want to know of a call, and perhaps more: what a rule asked for that has ended. */
    private final List<AttributeKey> keys;

    private PointRules(
            @Nullable InjectionPoint point, ArmedRule[] asked, @Nullable RuleIndex index, List<AttributeKey> keys) {
        this.point = point;
        this.asked = asked;
        this.index = index;
        this.keys = keys;
    }

    static PointRules with(InjectionPoint point, @Nullable PointRules former, ArmedRule added) {
        ArmedRule[] alone = {added};
        if (former == null) {
            return new PointRules(point, alone, null, askedKeys(added, List.of()));
        }
        List<AttributeKey> keys = askedKeys(added, former.keys);
        RuleIndex index = former.index;
        if (index != null && index.add(added)) {
            return keys.equals(former.keys) ? former : new PointRules(point, former.asked, index, keys);
        }
        // Of several faults the first armed acts; switching a flag off and on again must not change which that is.
        ArmedRule[] asked = InOrder.merged(former.asked, alone);
        if (index != null || asked.length < RuleIndex.WORTHWHILE) {
            return new PointRules(point, asked, index, keys);
        }
        RuleIndex made = new RuleIndex();
        ArmedRule[] left = asked;
        for (ArmedRule rule : asked) {
            left = made.add(rule) ? InOrder.without(left, rule) : left;
        }
        return new PointRules(point, left, made, keys);
    }

    /** {@return these attributes, and those that a call is asked for on behalf of a rule} */
    static List<AttributeKey> askedKeys(ArmedRule rule, List<AttributeKey> others) {
        Selector selector = rule.rule().selector();
        return Stream.of(
                        others.stream(),
                        selector.conditions().stream().map(Selector.Condition::key),
                        Stream.ofNullable(selector.cohort()).map(Cohort::key),
                        rule.engine().ceiling().protectedScopes().stream().map(Selector.Condition::key))
                .flatMap(keys -> keys)
                .distinct()
                .toList();
    }

    static @Nullable PointRules without(InjectionPoint point, PointRules former, ArmedRule removed) {
        RuleIndex index = former.index;
        boolean found = index != null && index.remove(removed);
        ArmedRule[] asked = found ? former.asked : InOrder.without(former.asked, removed);
        if (asked.length == 0 && (index == null || index.isEmpty())) {
            return null;
        }
        return asked == former.asked ? former : new PointRules(point, asked, index, former.keys);
    }

    List<AttributeKey> keys() {
        return keys;
    }

    List<ArmedRule> list() {
        return List.of(index == null ? asked : InOrder.merged(asked, index.all()));
    }

    @Nullable
    Injection decide(CallAttributes attributes) {
        InjectionPoint here = point;
        if (here == null) {
            throw JvmHalt.stay();
        }
        Injection injection = null;
        try {
            for (ArmedRule rule : index == null ? asked : index.candidates(attributes, asked)) {
                try {
                    injection = rule.decide(here, attributes, injection);
                } catch (Exception | LinkageError | AssertionError bug) {
                    // A bug of ours, or attributes that throw: the rule goes, the game's call passes as if it had not
                    // been. Checked ones too: attributes may be written in a language that does not declare them.
                    rule.fail(bug);
                }
            }
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // The server is at its end with or without us; it must not come a call sooner. No fault of the rule's, and
            // nothing is said: that takes stack and memory, too.
            return injection;
        }
        return injection;
    }
}
