package org.bluemarble.chaos;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules at one point that a call may concern, by what they ask one attribute to be equal to: so that ten thousand
 * rules for ten thousand players cost a call one look-up. What is found is asked as any other rule; what is not found would
 * have said no, and is counted for all together.
 *
 * <p>Holds rules of the global engine alone: those of others are out of most calls' scope before anything is asked. Changed
 * under the point's monitor, at a cost that does not grow with the rules that it holds already; read by calls at the same
 * time.
 */
final class RuleIndex {

    /** Fewer rules are asked one by one sooner than looked up. */
    static final int WORTHWHILE = 8;

    /** What most rules are told apart by goes first; other attributes of texts after these. */
    private static final List<AttributeKey> PREFERRED = List.of(
            AttributeKey.PLAYER, AttributeKey.SESSION, AttributeKey.TEST, AttributeKey.OPERATION, AttributeKey.SHARD);

    private volatile ByKey[] keys = {};

    /** The engine of all that is found here; null while nothing is. */
    private volatile @Nullable Chaos engine;

    /** The rules that ask one attribute to be equal to something, by what that is. */
    private static final class ByKey {

        private final AttributeKey key;
        private final ContextAttribute context;
        private final Map<String, ArmedRule[]> rules = new ConcurrentHashMap<>();

        /** The same rules, each once, in the order of arming. */
        private final Map<Long, ArmedRule> ordered = new ConcurrentSkipListMap<>();

        private final PassCount passes = new PassCount();
        private final PassCount protectedPasses = new PassCount();
        private final PassCount unknownPasses = new PassCount();

        ByKey(AttributeKey key) {
            this.key = key;
            this.context = ContextAttribute.of(key);
        }

        @Nullable
        Object valueIn(CallAttributes attributes) {
            Object value = attributes.get(key);
            return value == null && context != ContextAttribute.NONE ? ChaosContext.currentValue(context) : value;
        }

        /** The rules to ask about a call, in order; the others are counted. */
        ArmedRule[] about(CallAttributes attributes) {
            ArmedRule[] found;
            try {
                Object value = valueIn(attributes);
                if (value == CallAttributes.UNKNOWN) {
                    // None of them can fire, whatever else it asks.
                    unknownPasses.increment();
                    return InOrder.NONE;
                }
                found = with(value);
            } catch (Exception | LinkageError | AssertionError bug) {
                // Each of them asks for what throws, and is to be ended by it.
                found = all();
            }
            passes.increment();
            for (ArmedRule rule : found) {
                rule.lookedUp();
            }
            return found;
        }

        /** The rules that may fit a value; of several values, any may fit. */
        private ArmedRule[] with(@Nullable Object value) {
            if (value instanceof String text) {
                ArmedRule[] here = rules.get(text);
                return here == null ? InOrder.NONE : here;
            }
            ArmedRule[] found = InOrder.NONE;
            if (value instanceof Collection<?> several) {
                for (Object one : several) {
                    found = InOrder.merged(found, with(one));
                }
            }
            return found;
        }

        ArmedRule[] all() {
            return ordered.values().toArray(ArmedRule[]::new);
        }
    }

    /** What was counted for an indexed rule without asking it, since it came. */
    static final class Share {

        private final ByKey index;
        private final long passesBefore;
        private final long protectedBefore;
        private final long unknownBefore;

        private Share(ByKey index) {
            this.index = index;
            this.passesBefore = index.passes.sum();
            this.protectedBefore = index.protectedPasses.sum();
            this.unknownBefore = index.unknownPasses.sum();
        }

        long passes() {
            return index.passes.sum() - passesBefore;
        }

        long protectedPasses() {
            return index.protectedPasses.sum() - protectedBefore;
        }

        /** Calls for which it could not be known whether the rule is about them. */
        long unknownPasses() {
            return index.unknownPasses.sum() - unknownBefore;
        }
    }

    /** {@return whether the rule is found from now on; false for one that has to be asked at every call} */
    boolean add(ArmedRule rule) {
        Optional<Selector.Condition> condition = condition(rule);
        condition.ifPresent(by -> {
            engine = rule.engine();
            ByKey index = byKey(by.key());
            rule.indexed(new Share(index));
            index.ordered.put(rule.order(), rule);
            for (ValuePattern value : by.anyOf()) {
                index.rules.merge(value.text(), new ArmedRule[] {rule}, InOrder::merged);
            }
        });
        return condition.isPresent();
    }

    /** {@return whether the rule was found so far} */
    boolean remove(ArmedRule rule) {
        Selector.Condition by = condition(rule).orElse(null);
        if (by == null) {
            return false;
        }
        ByKey index = byKey(by.key());
        if (index.ordered.remove(rule.order()) == null) {
            return false;
        }
        for (ValuePattern value : by.anyOf()) {
            index.rules.computeIfPresent(value.text(), (unused, former) -> {
                ArmedRule[] left = InOrder.without(former, rule);
                return left.length == 0 ? null : left;
            });
        }
        rule.indexed(null);
        return true;
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

    boolean isEmpty() {
        for (ByKey index : keys) {
            if (!index.ordered.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** {@return every rule that is found here, in the order they were armed} */
    ArmedRule[] all() {
        ArmedRule[] all = InOrder.NONE;
        for (ByKey index : keys) {
            all = InOrder.merged(all, index.all());
        }
        return all;
    }

    /**
     * Returns the rules to ask about a call, in the order they were armed.
     *
     * @param asked the rules that are asked at every call
     */
    ArmedRule[] candidates(CallAttributes attributes, ArmedRule[] asked) {
        ByKey[] present = keys;
        Chaos owner = engine;
        ProtectedCalls untouchable = owner == null ? null : owner.untouchable();
        if (untouchable != null && untouchable.cover(attributes)) {
            for (ByKey index : present) {
                index.protectedPasses.increment();
            }
            return asked;
        }
        ArmedRule[] candidates = asked;
        for (ByKey index : present) {
            candidates = InOrder.merged(candidates, index.about(attributes));
        }
        return candidates;
    }
}
