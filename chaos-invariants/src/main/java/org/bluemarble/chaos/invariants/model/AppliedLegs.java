package org.bluemarble.chaos.invariants.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * How often each leg of one operation stands in the ledger, and what that means in words.
 *
 * @param operation the operation id
 * @param times each leg found, with the number of rows that say it; in the order found
 */
public record AppliedLegs(String operation, Map<Leg, Long> times) {

    /** Copies. */
    public AppliedLegs {
        times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
    }

    /** {@return what all rows together sum to, for each resource} */
    public Totals<Resource> imbalance() {
        Totals<Resource> sum = Totals.zero();
        for (Map.Entry<Leg, Long> entry : times.entrySet()) {
            sum = sum.plus(
                    entry.getKey().resource(), entry.getKey().delta().multiply(BigDecimal.valueOf(entry.getValue())));
        }
        return sum;
    }

    /** {@return the whole story in one sentence, for example {@code op t1 applied legs {credit p2 100 gold} twice}} */
    @Override
    public String toString() {
        if (times.isEmpty()) {
            return "op " + operation + " applied no legs";
        }
        List<String> parts = new ArrayList<>();
        times.values().stream().distinct().sorted((a, b) -> Long.compare(b, a)).forEach(count -> {
            String often = often(count);
            parts.add(legs(n -> n == count) + (often.isEmpty() ? "" : " " + often));
        });
        return "op " + operation + " applied legs " + String.join(" but ", parts) + missing();
    }

    private String often(long count) {
        boolean allOnce = times.values().stream().allMatch(n -> n == 1);
        if (count == 1) {
            return allOnce ? "" : "once";
        }
        return count == 2 ? "twice" : count + " times";
    }

    private String legs(LongPredicate chosen) {
        return times.entrySet().stream()
                .filter(entry -> chosen.test(entry.getValue()))
                .map(entry -> entry.getKey().toString())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String missing() {
        Map<Resource, BigDecimal> imbalance = imbalance().amounts();
        if (imbalance.isEmpty()) {
            return "";
        }
        return imbalance.entrySet().stream()
                .map(entry -> (entry.getValue().signum() > 0 ? "debit " : "credit ")
                        + Amounts.plain(entry.getValue().abs()) + " " + entry.getKey())
                .sorted()
                .collect(Collectors.joining(", ", ", missing {", "}"));
    }
}
