package org.bluemarble.chaos;

import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes when rules are armed in its place.
 *
 * @param rules the rules to end; those that have ended are passed over
 * @param feed what decides about flags, and says something else from then on; null for none
 * @param flags what it says
 * @param condition asked under the rule book's monitor; if it does not hold, nothing is ended and nothing armed
 */
record Replacement(
        Set<ArmedRule> rules, @Nullable FlagFeed feed, Map<String, Boolean> flags, BooleanSupplier condition) {

    static final Replacement NONE = new Replacement(Set.of(), null, Map.of());

    Replacement(Set<ArmedRule> rules, @Nullable FlagFeed feed, Map<String, Boolean> flags) {
        this(rules, feed, flags, () -> true);
    }
}
