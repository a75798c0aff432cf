package org.bluemarble.chaos;

import java.time.Duration;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;

/** Whether the parts of a rule, each of which makes sense, make sense together: a rule that can never act is refused. */
final class RuleConsistency {

    private final RuleParts parts;
    private final Findings findings;

    RuleConsistency(RuleParts parts, Findings findings) {
        this.parts = parts;
        this.findings = findings;
    }

    void check() {
        TriggerForm trigger = parts.trigger();
        Bounds bounds = parts.bounds();
        if (trigger != null && bounds != null) {
            timeToLive(trigger.gates(), bounds.ttl());
            pace(trigger.gates(), bounds);
        }
        if (trigger != null) {
            awaitsItself(trigger.gates());
        }
        if (bounds != null && parts.fault() != null) {
            totalDelay(bounds, parts.fault());
        }
        FaultRule rule = parts.toRule();
        if (rule != null) {
            FaultCatalogue.process().complaint(rule).ifPresent(this::refuseFault);
        }
    }

    private void refuseFault(String predicate) {
        Word fault = parts.draft().fault();
        findings.refuseValue(fault == null ? parts.draft().id() : fault, predicate);
    }

    private void timeToLive(GateForm gates, Duration ttl) {
        String within = "but must come before the rule ends, " + Units.text(ttl)
                + " after arming; give a longer ttl, or less time here";
        if (gates.window() != null && gates.window().from().compareTo(ttl) >= 0) {
            refuse("window", within);
        }
        if (gates.share() instanceof Gate.Ramp ramp && ramp.over().compareTo(ttl) > 0) {
            refuse("ramp", within);
        }
        if (gates.share() instanceof Gate.Steps steps && steps.beforeLast().compareTo(ttl) >= 0) {
            refuse("steps", within);
        }
        if (gates.afterRule() != null && gates.afterRule().delay().compareTo(ttl) >= 0) {
            refuse("after-rule", within);
        }
    }

    private void pace(GateForm gates, Bounds bounds) {
        if (gates.rate() != null && gates.rate().perSecond() > bounds.perSecond()) {
            refuse(
                    "per-second",
                    "but must be at least rate, which was " + GateText.rate(gates.rate()) + ", or be left out");
        }
    }

    private void awaitsItself(GateForm gates) {
        if (gates.afterRule() != null && gates.afterRule().rule().equals(parts.id())) {
            refuse("after-rule", "but must name another rule; no rule can wait for itself");
        }
    }

    private void totalDelay(Bounds bounds, Fault fault) {
        Duration total = bounds.totalDelay();
        if (total == null) {
            return;
        }
        if (!(fault instanceof Latency latency)) {
            refuse("total-delay", "but " + fault.name() + " adds no delay that could be added up; leave it out");
        } else if (latency.delay() instanceof Delay.Fixed fixed
                && fixed.delay().minus(latency.jitter()).compareTo(total) > 0) {
            refuse("total-delay", "but must be at least one delay, which is " + Units.text(fixed.delay()));
        }
    }

    private void refuse(String key, String predicate) {
        RuleDraft draft = parts.draft();
        Word word = draft.setting(key).orElse(draft.id());
        findings.refuseValue(word, predicate);
    }
}
