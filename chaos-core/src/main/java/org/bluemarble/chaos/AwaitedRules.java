package org.bluemarble.chaos;

import java.util.HashMap;
import java.util.HashSet;
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

    private final List<RuleParts> added;

    /** Whom each rule waits for; those that wait for none have no entry. */
    private final Map<String, String> awaited = new HashMap<>();

    private final Set<String> known;

    private AwaitedRules(Map<String, ArmedRule> armed, List<RuleParts> added) {
        this.added = added;
        this.known = new TreeSet<>(armed.keySet());
        armed.forEach((id, rule) -> {
            AwaitedRule gate = rule.awaits();
            if (gate != null) {
                awaited.put(id, gate.rule());
            }
        });
        for (RuleParts parts : added) {
            String other = other(parts);
            known.add(parts.draft().id().text());
            if (other != null) {
                awaited.put(parts.draft().id().text(), other);
            }
        }
    }

    static void check(Map<String, ArmedRule> armed, List<RuleParts> added, Findings findings) {
        if (added.stream().anyMatch(parts -> other(parts) != null)) {
            new AwaitedRules(armed, added).check(findings);
        }
    }

    private static @Nullable String other(RuleParts parts) {
        Gate.AfterRule gate =
                parts.trigger() == null ? null : parts.trigger().gates().afterRule();
        return gate == null ? null : gate.rule();
    }

    private void check(Findings findings) {
        for (RuleParts parts : added) {
            String other = other(parts);
            Word word = parts.draft().setting("after-rule").orElse(parts.draft().id());
            if (other == null || other.equals(parts.id())) {
                // Nobody, or itself, which has been told already.
                continue;
            }
            if (!known.contains(other)) {
                String armFirst = "; arm that rule first, or both together";
                findings.refuseValue(word, "but must name a rule that is armed" + Nearest.hint(other, known, armFirst));
            } else if (isInCircle(parts.draft().id().text())) {
                findings.refuseValue(word, "but that rule waits for this one, so that neither would ever fire");
            }
        }
    }

    private boolean isInCircle(String id) {
        Set<String> seen = new HashSet<>();
        String next = awaited.get(id);
        while (next != null && seen.add(next)) {
            if (next.equals(id)) {
                return true;
            }
            next = awaited.get(next);
        }
        return false;
    }
}
