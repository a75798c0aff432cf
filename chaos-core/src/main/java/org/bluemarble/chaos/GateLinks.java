package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins gates that wait for a rule with that rule, in whatever order they are armed. Used under the rule book's monitor. */
final class GateLinks {

    /** The armed rules, by id: the rule book's own. */
    private final Map<String, ArmedRule> rules;

    /** Gates that wait for a rule, by its id, whether or not it is armed. */
    private final Map<String, List<AwaitedRule>> waiting = new HashMap<>();

    GateLinks(Map<String, ArmedRule> rules) {
        this.rules = rules;
    }

    /** A rule was armed. */
    void add(ArmedRule rule) {
        AwaitedRule gate = rule.dueCalls().awaits();
        if (gate != null) {
            List<AwaitedRule> others = others(gate);
            others.add(gate);
            set(gate.rule(), others);
        }
        rule.dueCalls().setAwaitedBy(waiting.getOrDefault(rule.id(), List.of()));
    }

    /** A rule ended. Those that wait for it go on waiting: it may be armed again. */
    void remove(ArmedRule rule) {
        AwaitedRule gate = rule.dueCalls().awaits();
        if (gate != null) {
            List<AwaitedRule> others = others(gate);
            others.remove(gate);
            set(gate.rule(), others);
        }
    }

    private List<AwaitedRule> others(AwaitedRule gate) {
        return new ArrayList<>(waiting.getOrDefault(gate.rule(), List.of()));
    }

    private void set(String id, List<AwaitedRule> gates) {
        if (gates.isEmpty()) {
            waiting.remove(id);
        } else {
            waiting.put(id, List.copyOf(gates));
        }
        ArmedRule awaited = rules.get(id);
        if (awaited != null) {
            awaited.dueCalls().setAwaitedBy(List.copyOf(gates));
        }
    }
}
