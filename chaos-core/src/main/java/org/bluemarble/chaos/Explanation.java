package org.bluemarble.chaos;

import java.util.List;
import java.util.stream.Collectors;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would match, or why an armed one does or does not fire. A snapshot.
 *
 * @param asked the rule or id that was asked about
 * @param problems why it could not be armed now; empty if it could, or if it is armed
 * @param rule the rule, or null if it could not be read
 * @param weaves the weaves whose calls pass the rule's point, whatever their state
 * @param counters what became of its calls so far, if it is armed; otherwise null
 * @param lines the explanation in words
 */
public record Explanation(
        String asked,
        List<Problem> problems,
        @Nullable FaultRule rule,
        List<Weaves.Weave> weaves,
        @Nullable RuleCounters counters,
        List<Line> lines) {

    /**
     * One statement.
     *
     * @param topic what it is about, in one word
     * @param text the statement
     */
    public record Line(String topic, String text) {}

    private static final int TOPIC_WIDTH = 9;

    public Explanation {
        problems = List.copyOf(problems);
        weaves = List.copyOf(weaves);
        lines = List.copyOf(lines);
    }

    /** {@return whether the rule is armed} */
    public boolean isArmed() {
        return counters != null;
    }

    /** {@return whether the rule is not armed and could not be armed now} */
    public boolean isRefused() {
        return !problems.isEmpty();
    }

    /** {@return the whole explanation, one statement a line} */
    public String text() {
        String head = rule == null ? asked : rule.line();
        String refused = problems.stream()
                .map(problem -> row("refused", problem.toString()))
                .collect(Collectors.joining());
        String statements =
                lines.stream().map(line -> row(line.topic(), line.text())).collect(Collectors.joining());
        return head + refused + statements;
    }

    private static String row(String topic, String text) {
        return "\n  " + topic + " ".repeat(Math.max(1, TOPIC_WIDTH - topic.length())) + text;
    }

    @Override
    public String toString() {
        return text();
    }
}
