package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules at one point that a call may concern, by what they ask one attribute to be equal to: so that ten thousand
 * rules for ten thousand players cost a call one look-up. What is found is asked as any other rule; what is not found would
 * have said no, and is counted for all together.
 *
 * <p>Holds rules of the global engine alone: those of others are out of most calls' scope before anything is asked. Changed
 * under the point's monitor; read by calls at the same time.
 */
final class RuleIndex {

    /** Fewer rules are asked one by one sooner than looked up. */
    static final int WORTHWHILE = 8;

    static final Comparator<ArmedRule> BY_ORDER = Comparator.comparingLong(ArmedRule::order);

    /** What most rules are told apart by goes first; other attributes of texts after these. */
    private static final List<AttributeKey> PREFERRED = List.of(
            AttributeKey.PLAYER, AttributeKey.SESSION, AttributeKey.TEST, AttributeKey.OPERATION, AttributeKey.SHARD);

    private static final ArmedRule[] NONE = {};

    private volatile ByKey[] keys = {};

    /** The rules that ask one attribute to be equal to something, by what that is. */
    private static final class ByKey {

        private final AttributeKey key;
        private final ContextAttribute context;
        private final Map<String, ArmedRule[]> rules = new ConcurrentHashMap<>();
        private final PassCount passes = new PassCount();
        private final PassCount protectedPasses = new PassCount();

        ByKey(AttributeKey key) {
            this.key = key;
            this.context = ContextAttribute.of(key);
        }

        @Nullable
        Object valueIn(CallAttributes attributes) {
            Object value = attributes.get(key);
            return value == null && context != ContextAttribute.NONE ? ChaosContext.currentValue(context) : value;
        }
    }

    /** What was counted for an indexed rule without asking it, since it came. */
    static final class Share {

        private final ByKey index;
        private final long passesBefore;
        private final long protectedBefore;

        private Share(ByKey index) {
            this.index = index;
            this.passesBefore = index.passes.sum();
            this.protectedBefore = index.protectedPasses.sum();
        }

        long passes() {
            return index.passes.sum() - passesBefore;
        }

        long protectedPasses() {
            return index.protectedPasses.sum() - protectedBefore;
        }
    }

    /** {@return whether the rule is found from now on; false for one that has to be asked at every call} */
    boolean add(ArmedRule rule) {
        Optional<Selector.Condition> condition = condition(rule);
        condition.ifPresent(by -> {
            ByKey index = byKey(by.key());
            rule.indexed(new Share(index));
            for (ValuePattern value : by.anyOf()) {
                index.rules.merge(value.text(), new ArmedRule[] {rule}, RuleIndex::merged);
            }
        });
        return condition.isPresent();
    }

    /** {@return whether the rule was found so far} */
    boolean remove(ArmedRule rule) {
        Optional<Selector.Condition> condition = condition(rule);
        condition.ifPresent(by -> {
            ByKey index = byKey(by.key());
            for (ValuePattern value : by.anyOf()) {
                index.rules.computeIfPresent(value.text(), (unused, former) -> without(former, rule));
            }
            rule.indexed(null);
        });
        return condition.isPresent();
    }

    private ByKey byKey(AttributeKey key) {
        for (ByKey one : keys) {
            if (one.key == key) {
                return one;
            }
        }
        ByKey added = new ByKey(key);
        ByKey[] more = Arrays.copyOf(keys, keys.length + 1);
        more[keys.length] = added;
        keys = more;
        return added;
    }

    /** {@return the condition by which a rule is found} */
    private static Optional<Selector.Condition> condition(ArmedRule rule) {
        if (!rule.engine().isGlobal()) {
            return Optional.empty();
        }
        return rule.rule().selector().conditions().stream()
                .filter(RuleIndex::namesTexts)
                .min(Comparator.comparingInt(condition -> rank(condition.key())));
    }

    private static boolean namesTexts(Selector.Condition condition) {
        return !condition.negated()
                && condition.key().type() == AttributeKey.Type.TEXT
                && condition.anyOf().stream().allMatch(ValuePattern.Exactly.class::isInstance);
    }

    private static int rank(AttributeKey key) {
        int rank = PREFERRED.indexOf(key);
        return rank < 0 ? PREFERRED.size() : rank;
    }

    private static ArmedRule @Nullable [] without(ArmedRule[] former, ArmedRule removed) {
        ArmedRule[] left = Arrays.stream(former).filter(rule -> rule != removed).toArray(ArmedRule[]::new);
        return left.length == 0 ? null : left;
    }

    /**
     * Returns the rules to ask about a call, in the order they were armed.
     *
     * @param asked the rules that are asked at every call
     * @param all every rule, to be asked one by one where a value is not one known text
     */
    ArmedRule[] candidates(CallAttributes attributes, ArmedRule[] asked, ArmedRule[] all) {
        ByKey[] present = keys;
        ArmedRule[] found = NONE;
        boolean untouched;
        try {
            for (ByKey index : present) {
                Object value = index.valueIn(attributes);
                if (value instanceof String text) {
                    ArmedRule[] here = index.rules.get(text);
                    found = here == null ? found : merged(found, here);
                } else if (value != null) {
                    return all;
                }
            }
            ProtectedCalls untouchable = Chaos.global().untouchable();
            untouched = found.length == 0 && untouchable != null && untouchable.cover(attributes);
        } catch (Exception | LinkageError | AssertionError bug) {
            // Whose rule asks for what throws, is found out where rules are asked one by one.
            return all;
        }
        for (ByKey index : present) {
            (untouched ? index.protectedPasses : index.passes).increment();
        }
        if (found.length == 0) {
            return asked;
        }
        for (ArmedRule rule : found) {
            rule.lookedUp();
        }
        return merged(asked, found);
    }

    /** Allocates nothing where one of them is empty. */
    private static ArmedRule[] merged(ArmedRule[] one, ArmedRule[] other) {
        if (one.length == 0) {
            return other;
        }
        if (other.length == 0) {
            return one;
        }
        List<ArmedRule> both = new ArrayList<>(Arrays.asList(one));
        both.addAll(Arrays.asList(other));
        both.sort(BY_ORDER);
        return both.toArray(ArmedRule[]::new);
    }
}
