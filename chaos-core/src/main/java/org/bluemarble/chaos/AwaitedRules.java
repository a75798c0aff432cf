package org.bluemarble.chaos;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Whether the rules that others wait for are there, and none waits for itself by way of others. */
final class AwaitedRules {

    /** Those that were armed before: thousands perhaps, of which only those that somebody waits for are looked at. */
    private final Map<String, ArmedRule> armed;

    private final Map<String, RuleParts> added = new LinkedHashMap<>();

    private AwaitedRules(Map<String, ArmedRule> armed, List<RuleParts> added) {
        this.armed = armed;
        added.forEach(parts -> this.added.put(parts.draft().id().text(), parts));
    }

    static void check(Map<String, ArmedRule> armed, List<RuleParts> added, Findings findings) {
        if (added.stream().anyMatch(parts -> other(parts) != null)) {
            new AwaitedRules(armed, added).check(added, findings);
        }
    }

    private static @Nullable String other(RuleParts parts) {
        Gate.AfterRule gate =
                parts.trigger() == null ? null : parts.trigger().gates().afterRule();
        return gate == null ? null : gate.rule();
    }

    private void check(List<RuleParts> rules, Findings findings) {
        for (RuleParts parts : rules) {
            String other = other(parts);
            Word word = parts.draft().setting("after-rule").orElse(parts.draft().id());
            if (other == null || other.equals(parts.id())) {
                // Nobody, or itself, which has been told already.
                continue;
            }
            if (!armed.containsKey(other) && !added.containsKey(other)) {
                String armFirst = "; arm that rule first, or both together";
                findings.refuseValue(
                        word, "but must name a rule that is armed" + Nearest.hint(other, known(), armFirst));
            } else if (isInCircle(parts.draft().id().text())) {
                findings.refuseValue(word, "but that rule waits for this one, so that neither would ever fire");
            }
        }
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>(armed.keySet());
        known.addAll(added.keySet());
        return known;
    }

    private boolean isInCircle(String id) {
        Set<String> seen = new HashSet<>();
        String next = awaitedBy(id);
        while (next != null && seen.add(next)) {
            if (next.equals(id)) {
                return true;
            }
            next = awaitedBy(next);
        }
        return false;
    }

    /** {@return whom a rule waits for, or null} */
    private @Nullable String awaitedBy(String id) {
        RuleParts parts = added.get(id);
        if (parts != null && other(parts) != null) {
            return other(parts);
        }
        ArmedRule rule = armed.get(id);
        AwaitedRule gate = rule == null ? null : rule.awaits();
        return gate == null ? null : gate.rule();
    }
}
