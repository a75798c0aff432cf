package org.bluemarble.sample.demo.result;

import java.util.List;

/**
 * What an experiment on two shards came to.
 *
 * @param server {@code naive} or {@code correct}
 * @param experiment its name
 * @param rules what was armed, and how often each struck
 * @param checks what was looked at afterwards; empty if the experiment broke off
 * @param expected what the worst of the checks must be
 * @param shortcomings why this run does not show what it should; empty if it does
 * @param timeline when bosses came, and when rules were armed
 */
public record WorldOutcome(
        String server,
        String experiment,
        List<RuleCount> rules,
        List<WorldCheck> checks,
        VerdictWord expected,
        List<String> shortcomings,
        WorldTimeline timeline) {
    /** Copies the lists. */
    public WorldOutcome {
        rules = List.copyOf(rules);
        checks = List.copyOf(checks);
        shortcomings = List.copyOf(shortcomings);
    }

    /** {@return the worst of all checks} */
    public VerdictWord verdict() {
        if (checks.isEmpty()) {
            return VerdictWord.UNKNOWN;
        }
        return checks.stream().allMatch(WorldCheck::holds) ? VerdictWord.HOLDS : VerdictWord.VIOLATED;
    }

    /** {@return whether the verdict is the expected one, for the expected reasons, and every armed rule struck} */
    public boolean isAsExpected() {
        return shortcomings.isEmpty();
    }

    /** {@return injections of all rules together} */
    public long injections() {
        return rules.stream().mapToLong(RuleCount::struck).sum();
    }

    /**
     * A rule and what became of it.
     *
     * @param shard in whose JVM it was armed
     * @param rule as it was armed, on one line
     * @param struck how often it struck, read over JMX
     */
    public record RuleCount(String shard, String rule, long struck) {}
}
