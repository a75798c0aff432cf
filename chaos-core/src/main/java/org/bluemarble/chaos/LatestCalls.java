package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the latest selected calls of a rule, in words. Calls that were not due are not remembered: count and chance
 * depend on the call's number alone, and are asked again.
 */
final class LatestCalls {

    private static final int SHOWN = 8;

    private LatestCalls() {}

    static List<String> of(ArmedRule rule) {
        long selected = rule.counters().selected();
        List<String> sentences = new ArrayList<>();
        long notDue = notDue(rule, selected);
        List<OutcomeCounts.Latest> due = rule.outcomes().latest();
        int first = Math.max(0, due.size() - SHOWN);
        for (int i = first; i < due.size(); i++) {
            OutcomeCounts.Latest call = due.get(i);
            int last = i;
            while (last + 1 < due.size() && due.get(last + 1).outcome() == call.outcome()) {
                last++;
            }
            sentences.add(numbers(call.call(), due.get(last).call(), last - i + 1) + ": "
                    + call.outcome().words());
            i = last;
        }
        if (notDue > 0) {
            sentences.add(numbers(selected - notDue + 1, selected, notDue) + ": not due by count or chance");
        }
        return sentences;
    }

    /** {@return how many of the calls made last, in a row, were not due; no more are looked at than people read of} */
    private static long notDue(ArmedRule rule, long selected) {
        long count = 0;
        while (count < OutcomeCounts.REMEMBERED
                && count < selected
                && !rule.rule().trigger().fires(rule.stream(), selected - count)) {
            count++;
        }
        return count;
    }

    private static String numbers(long first, long last, long count) {
        if (first == last) {
            return "selected call " + first;
        }
        boolean inARow = last - first + 1 == count;
        return "selected calls " + first + " to " + last + (inARow ? "" : ", " + count + " of them");
    }
}
