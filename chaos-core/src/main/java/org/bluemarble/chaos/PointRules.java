package org.bluemarble.chaos;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that act at one point, of all engines, in the order they were armed, whenever they were enabled. Immutable, so
 * that a call sees one state.
 */
final class PointRules {

    /** In place while the JVM halts: a thread that comes here stays, since after {@code halt} is called others still run. */
    static final PointRules HALTING = new PointRules(null, new ArmedRule[0], new ArmedRule[0], null, List.of());

    private final @Nullable InjectionPoint point;
    private final ArmedRule[] rules;

    /** Those that the index does not find. */
    private final ArmedRule[] asked;

    /** Shared with the states before and after, and changed with them: a call may find a rule a moment sooner or later. */
    private final @Nullable RuleIndex index;

    /** What the rules want to know of a call, and perhaps more: what a rule asked for that has ended. */
    private final List<AttributeKey> keys;

    private PointRules(
            @Nullable InjectionPoint point,
            ArmedRule[] rules,
            ArmedRule[] asked,
            @Nullable RuleIndex index,
            List<AttributeKey> keys) {
        this.point = point;
        this.rules = rules;
        this.asked = asked;
        this.index = index;
        this.keys = keys;
    }

    static PointRules with(InjectionPoint point, @Nullable PointRules former, ArmedRule added) {
        if (former == null) {
            ArmedRule[] alone = {added};
            return new PointRules(point, alone, alone, null, added.askedKeys(List.of()));
        }
        List<AttributeKey> keys = added.askedKeys(former.keys);
        ArmedRule[] rules = with(former.rules, added);
        RuleIndex index = former.index;
        if (index != null) {
            return new PointRules(
                    point, rules, index.add(added) ? former.asked : with(former.asked, added), index, keys);
        }
        if (rules.length < RuleIndex.WORTHWHILE) {
            return new PointRules(point, rules, rules, null, keys);
        }
        RuleIndex made = new RuleIndex();
        ArmedRule[] asked = Arrays.stream(rules).filter(rule -> !made.add(rule)).toArray(ArmedRule[]::new);
        return new PointRules(point, rules, asked, made, keys);
    }

    private static ArmedRule[] with(ArmedRule[] former, ArmedRule added) {
        ArmedRule[] rules = Arrays.copyOf(former, former.length + 1);
        rules[rules.length - 1] = added;
        // Of several faults the first armed acts; switching a flag off and on again must not change which that is.
        if (former.length > 0 && former[former.length - 1].order() > added.order()) {
            Arrays.sort(rules, RuleIndex.BY_ORDER);
        }
        return rules;
    }

    static @Nullable PointRules without(InjectionPoint point, PointRules former, ArmedRule removed) {
        ArmedRule[] rules = without(former.rules, removed);
        RuleIndex index = former.index;
        if (rules.length == former.rules.length) {
            return former;
        }
        boolean found = index != null && index.remove(removed);
        ArmedRule[] asked = found ? former.asked : without(former.asked, removed);
        return rules.length == 0 ? null : new PointRules(point, rules, asked, index, former.keys);
    }

    private static ArmedRule[] without(ArmedRule[] former, ArmedRule removed) {
        return Arrays.stream(former).filter(rule -> rule != removed).toArray(ArmedRule[]::new);
    }

    List<AttributeKey> keys() {
        return keys;
    }

    List<ArmedRule> list() {
        return List.of(rules);
    }

    @Nullable
    Injection decide(CallAttributes attributes) {
        InjectionPoint here = point;
        if (here == null) {
            throw JvmHalt.stay();
        }
        Injection injection = null;
        try {
            for (ArmedRule rule : index == null ? rules : index.candidates(attributes, asked, rules)) {
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
