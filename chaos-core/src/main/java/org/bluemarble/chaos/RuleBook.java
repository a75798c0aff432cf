package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.jspecify.annotations.Nullable;

/**
 * The rules that one engine has armed, and whether it may arm more. Every change names who makes it, and is told outside
 * the monitor: a listener may hold a lock of its own under which it asks for the rules. Thread-safe.
 */
final class RuleBook {

    private final Chaos engine;
    private final Audit audit;
    private final ChaosClock clock;

    /** Guarded by this, in the order of arming. */
    private final Map<String, ArmedRule> rules = new LinkedHashMap<>();

    private final Map<String, Runnable> expiries = new LinkedHashMap<>();
    private @Nullable String killed;

    RuleBook(Chaos engine, Audit audit, ChaosClock clock) {
        this.engine = engine;
        this.audit = audit;
        this.clock = clock;
    }

    synchronized List<ArmedRule> all() {
        return List.copyOf(rules.values());
    }

    synchronized Optional<ArmedRule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    synchronized @Nullable String killed() {
        return killed;
    }

    ArmedRule arm(FaultRule rule, String actor) {
        Objects.requireNonNull(rule, "rule");
        Findings findings = new Findings();
        List<RuleParts> read = List.of(new RuleReader().parts(rule, RulePaths.CODE, findings));
        return armRead(read, findings, actor, rule.id(), "rule '" + rule.id() + "'")
                .get(0);
    }

    ArmedRule arm(String line, String actor) {
        Findings findings = new Findings();
        RuleDraft draft = LineParser.parse(Objects.requireNonNull(line, "line"), findings);
        String source = RuleText.source(draft);
        if (draft == null) {
            throw refused(null, actor, source, findings);
        }
        List<RuleParts> read = List.of(new RuleReader().parts(draft, findings));
        return armRead(read, findings, actor, draft.id().text(), source).get(0);
    }

    List<ArmedRule> armAll(List<FaultRule> rules, String actor) {
        Findings findings = new Findings();
        RuleReader reader = new RuleReader();
        List<RuleParts> read = rules.stream()
                .map(rule -> reader.parts(rule, RulePaths.of(rule.id()), findings))
                .toList();
        return armRead(read, findings, actor, null, read.size() + " rules");
    }

    List<Problem> check(FaultRule rule) {
        Findings findings = new Findings();
        permission().check(List.of(new RuleReader().parts(rule, RulePaths.CODE, findings)), findings);
        return findings.problems();
    }

    List<Problem> check(String line) {
        Findings findings = new Findings();
        RuleDraft draft = LineParser.parse(Objects.requireNonNull(line, "line"), findings);
        if (draft != null) {
            permission().check(List.of(new RuleReader().parts(draft, findings)), findings);
        }
        return findings.problems();
    }

    private synchronized RuleCheck permission() {
        return new RuleCheck(engine.ceiling(), List.copyOf(rules.keySet()), killed);
    }

    /** Reading comes before, outside the monitor: it asks class loaders, which take locks of their own. */
    private List<ArmedRule> armRead(
            List<RuleParts> read, Findings findings, String actor, @Nullable String id, String source) {
        List<ArmedRule> armed = new ArrayList<>();
        synchronized (this) {
            permission().check(read, findings);
            if (findings.isEmpty()) {
                for (RuleParts parts : read) {
                    armed.add(put(Objects.requireNonNull(parts.toRule(), "a rule without problems")));
                }
                armed.stream().filter(rule -> rule.rule().enabled()).forEach(rule -> rule.setEnabled(true));
            }
        }
        if (!findings.isEmpty()) {
            throw refused(id, actor, source, findings);
        }
        armed.forEach(rule ->
                audit.add(ChaosEvent.Kind.ARMED, rule.id(), actor, rule.rule().line()));
        return armed;
    }

    private ChaosConfigurationException refused(@Nullable String id, String actor, String source, Findings findings) {
        ChaosConfigurationException refusal = new ChaosConfigurationException(source, findings.problems());
        audit.add(ChaosEvent.Kind.REFUSED, id, actor, refusal.getMessage());
        return refusal;
    }

    private ArmedRule put(FaultRule rule) {
        PointDescriptor here = FaultCatalogue.process().point(rule.point()).orElseThrow();
        FaultDescriptor descriptor = FaultCatalogue.process()
                .fault(rule.fault().name(), rule.point())
                .orElseThrow();
        Phase phase = rule.phase() == null ? descriptor.phasesAt(here).get(0) : rule.phase();
        ArmedRule armed = new ArmedRule(engine, rule, phase, Chaos.point(rule.point()), clock.now());
        rules.put(rule.id(), armed);
        // Scheduled before it acts: a rule never acts without an end in sight.
        expiries.put(rule.id(), clock.runAfter(rule.bounds().ttl(), () -> end(armed, ArmedRule.End.EXPIRED, "clock")));
        return armed;
    }

    boolean disarm(String id, String actor) {
        Optional<ArmedRule> armed = find(id);
        armed.ifPresent(rule -> end(rule, ArmedRule.End.DISARMED, actor));
        return armed.isPresent();
    }

    int disarmAll(String actor) {
        List<ArmedRule> all = all();
        all.forEach(rule -> end(rule, ArmedRule.End.DISARMED, actor));
        return all.size();
    }

    int killSwitch(String reason, String actor) {
        Objects.requireNonNull(reason, "reason");
        List<ArmedRule> all;
        synchronized (this) {
            // First the refusal, then the list: a rule armed meanwhile is either refused or in the list.
            killed = reason;
            all = List.copyOf(rules.values());
        }
        all.forEach(rule -> end(rule, ArmedRule.End.KILLED, actor));
        audit.add(ChaosEvent.Kind.KILLED, null, actor, reason);
        return all.size();
    }

    void reset(String actor) {
        synchronized (this) {
            killed = null;
        }
        audit.add(ChaosEvent.Kind.RESET, null, actor, "arming is permitted again");
    }

    void enable(ArmedRule rule, boolean on, String actor) {
        synchronized (this) {
            if (!rule.isArmed()) {
                if (on) {
                    throw new IllegalStateException(
                            "rule '" + rule.id() + "' was " + rule.end() + " and must be armed again");
                }
                return;
            }
            if (rule.isEnabled() == on) {
                return;
            }
            rule.setEnabled(on);
        }
        ChaosEvent.Kind kind = on ? ChaosEvent.Kind.ENABLED : ChaosEvent.Kind.DISABLED;
        audit.add(kind, rule.id(), actor, "flag '" + rule.id() + "' is " + (on ? "on" : "off"));
    }

    void end(ArmedRule rule, ArmedRule.End reason, String actor) {
        if (remove(rule, reason)) {
            audit.add(kind(reason), rule.id(), actor, "rule '" + rule.id() + "' is no longer armed");
        }
    }

    private synchronized boolean remove(ArmedRule rule, ArmedRule.End reason) {
        if (!rule.isArmed()) {
            return false;
        }
        rules.remove(rule.id());
        Runnable expiry = expiries.remove(rule.id());
        if (expiry != null) {
            expiry.run();
        }
        rule.setEnd(reason);
        return true;
    }

    private static ChaosEvent.Kind kind(ArmedRule.End reason) {
        return switch (reason) {
            case DISARMED -> ChaosEvent.Kind.DISARMED;
            case EXPIRED -> ChaosEvent.Kind.EXPIRED;
            case KILLED -> ChaosEvent.Kind.KILLED;
            case FAILED -> ChaosEvent.Kind.FAILED;
        };
    }

    void failed(ArmedRule rule, RuntimeException bug) {
        if (remove(rule, ArmedRule.End.FAILED)) {
            InternalProblems.report("rule '" + rule.id() + "' was disarmed", bug);
            audit.add(ChaosEvent.Kind.FAILED, rule.id(), "engine", bug.toString());
        }
    }

    void refused(ArmedRule rule, String reason) {
        System.err.println("chaos: rule '" + rule.id() + "' could not act: " + reason);
        audit.add(ChaosEvent.Kind.REFUSED, rule.id(), "engine", reason);
    }
}
