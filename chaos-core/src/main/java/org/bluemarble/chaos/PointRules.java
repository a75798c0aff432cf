package org.bluemarble.chaos;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that act at one point, of all engines, in the order they were armed, whenever they were enabled. Immutable, so
 * that a call sees one state.
 */
final class PointRules {

    /** In place while the JVM halts: a thread that comes here stays, since after {@code halt} is called others still run. */
    static final PointRules HALTING = new PointRules(null, new ArmedRule[0]);

    private final @Nullable InjectionPoint point;
    private final ArmedRule[] rules;

    private PointRules(@Nullable InjectionPoint point, ArmedRule[] rules) {
        this.point = point;
        this.rules = rules;
    }

    static PointRules with(InjectionPoint point, @Nullable PointRules former, ArmedRule added) {
        if (former == null) {
            return new PointRules(point, new ArmedRule[] {added});
        }
        ArmedRule[] rules = Arrays.copyOf(former.rules, former.rules.length + 1);
        rules[rules.length - 1] = added;
        // Of several faults the first armed acts; switching a flag off and on again must not change which that is.
        Arrays.sort(rules, Comparator.comparingLong(ArmedRule::order));
        return new PointRules(point, rules);
    }

    static @Nullable PointRules without(InjectionPoint point, PointRules former, ArmedRule removed) {
        ArmedRule[] rules =
                Arrays.stream(former.rules).filter(rule -> rule != removed).toArray(ArmedRule[]::new);
        return rules.length == 0 ? null : new PointRules(point, rules);
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
        for (ArmedRule rule : rules) {
            try {
                injection = rule.decide(here, attributes, injection);
            } catch (Exception | LinkageError | AssertionError bug) {
                // A bug of ours, or attributes that throw: the rule goes, the game's call passes as if it had not been.
                // Checked ones too: attributes may be written in a language that does not declare them.
                rule.fail(bug);
            }
        }
        return injection;
    }
}
