package org.bluemarble.chaos;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Rules that come and go in acts, one after the other: when an act is over, its rules are disarmed and those of the next are
 * armed, in one step. Immutable; nothing happens before {@link Chaos#start(RuleSequence)}.
 *
 * @param name its name, of the form of a rule's id
 * @param acts at least one
 */
public record RuleSequence(String name, List<Act> acts) {

    /** Nobody follows more. */
    public static final int MOST_ACTS = 100;

    public RuleSequence {
        if (!FaultRule.isId(name)) {
            throw new IllegalArgumentException("sequence name was '" + name
                    + "' but must be 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit");
        }
        acts = List.copyOf(acts);
        if (acts.isEmpty() || acts.size() > MOST_ACTS) {
            throw new IllegalArgumentException(
                    "acts of sequence '" + name + "' were " + acts.size() + " but must be 1 to " + MOST_ACTS);
        }
    }

    /**
     * One act.
     *
     * @param lasts how long, from 1 ms up to what the {@link Ceiling} permits as a time to live
     * @param rules armed together when the act begins, with different ids; none for a pause. A rule lives as long as the act:
     *     its own time to live counts if it is another than the default, and shorter
     */
    public record Act(Duration lasts, List<FaultRule> rules) {
        public Act {
            Objects.requireNonNull(lasts, "lasts");
            if (lasts.compareTo(Bounds.SHORTEST) < 0) {
                throw new IllegalArgumentException("lasts was " + lasts + " but must be at least 1ms");
            }
            Duration most = lasts;
            rules = rules.stream().map(rule -> within(rule, most)).toList();
            Set<String> ids = new HashSet<>();
            for (FaultRule rule : rules) {
                if (!ids.add(rule.id())) {
                    throw new IllegalArgumentException("rules had two of the id '" + rule.id() + "' but must have one");
                }
            }
        }

        private static FaultRule within(FaultRule rule, Duration lasts) {
            Duration ttl = rule.bounds().ttl();
            boolean shorter = ttl.compareTo(lasts) < 0 && !ttl.equals(Bounds.DEFAULT_TTL);
            return shorter ? rule : rule.withBounds(rule.bounds().withTtl(lasts));
        }
    }
}
