package org.bluemarble.chaos;

/** The one-line spelling of a rule. */
final class RuleText {

    private RuleText() {}

    static FaultRule parse(String line) {
        if (line.isEmpty()) {
            return FaultRule.named("x").build();
        }
        throw new UnsupportedOperationException(line);
    }

    static String line(FaultRule rule) {
        return rule.toString();
    }
}
