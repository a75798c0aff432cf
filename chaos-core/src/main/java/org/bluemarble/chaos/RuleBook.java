package org.bluemarble.chaos;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bluemarble.chaos.spi.ArmedPoints;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/**
 * The rules that one engine has armed, and whether it may arm more. Every change names who makes it. It is entered into the
 * audit trail under the monitor, so that the trail has the order of the changes, and told outside: a listener may hold a
 * lock of its own under which it asks for the rules. Thread-safe.
 *
 * <p>Rules come in through {@link RuleArming}; what is said of their flags stands in {@link FlagBook}, what ends them all at
 * once in {@link KillSwitch}. All three rely on this book's monitor.
 */
final class RuleBook {

    private final Chaos engine;
    private final Audit audit;
    private final ChaosClock clock;
    private final FlagBook flags;

    /** Guarded by this, in the order of arming. */
    private final Map<String, ArmedRule> rules = new LinkedHashMap<>();

    private final Map<String, Runnable> expiries = new LinkedHashMap<>();

    private final GateLinks gates = new GateLinks(rules);
    private final KillSwitch killSwitch;
    private final RuleArming arming;

    RuleBook(Chaos engine, Audit audit, ChaosClock clock, @Nullable Path signalFile) {
        this.engine = engine;
        this.audit = audit;
        this.clock = clock;
        this.flags = new FlagBook(this, audit, clock);
        this.killSwitch = new KillSwitch(engine, this, audit, clock, signalFile);
        this.arming = new RuleArming(engine, this, audit, clock);
    }

    synchronized List<ArmedRule> all() {
        return List.copyOf(rules.values());
    }

    synchronized Optional<ArmedRule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    FlagBook flags() {
        return flags;
    }

    KillSwitch killSwitch() {
        return killSwitch;
    }

    /** {@return how rules come into this book} */
    RuleArming arming() {
        return arming;
    }

    /** After that, the sequence arms nothing more. */
    synchronized void endSequence(RunningSequence sequence) {
        sequence.stop();
    }

    /** {@return what rules are checked against that shall be armed now} */
    synchronized RuleCheck permission() {
        return new RuleCheck(engine.ceiling(), Map.copyOf(rules), killSwitch.thrown(), clock.now());
    }

    /** Without a copy, for those who hold the monitor: ten thousand rules are armed one by one, too. */
    private RuleCheck permissionNow(Set<ArmedRule> ending) {
        Map<String, ArmedRule> staying = rules;
        if (!ending.isEmpty()) {
            staying = new LinkedHashMap<>(rules);
            staying.values().removeAll(ending);
        }
        return new RuleCheck(engine.ceiling(), staying, killSwitch.thrown(), clock.now());
    }

    /** Ends some rules and arms others, if the others are permitted and the replacement's condition holds. */
    synchronized List<ArmedRule> replacePermitted(
            Replacement old,
            List<RuleParts> read,
            Findings findings,
            String actor,
            @Nullable String id,
            String source) {
        if (!old.condition().getAsBoolean()) {
            return List.of();
        }
        permissionNow(old.rules()).check(read, findings);
        if (!findings.isEmpty()) {
            throw refused(id, actor, source, findings);
        }
        // First what may fail: then nothing has ended, and nothing was armed.
        Map<ArmedRule, Runnable> prepared = prepared(read);
        old.rules().forEach(rule -> endAndEnter(rule, ArmedRule.End.DISARMED, actor));
        if (old.feed() != null) {
            flags.replace(old.feed(), old.flags());
        }
        prepared.forEach(this::put);
        List<ArmedRule> armed = List.copyOf(prepared.keySet());
        armed.forEach(rule ->
                audit.enter(rule, ChaosEvent.Kind.ARMED, actor, rule.rule().line()));
        try {
            armed.forEach(flags::armed);
        } catch (RuntimeException | Error broken) {
            takeBack(armed);
            throw broken;
        }
        return armed;
    }

    /** Something that rules rely on is not to be had: none of them stays. */
    synchronized void takeBack(List<ArmedRule> armed) {
        armed.forEach(rule -> endAndEnter(rule, ArmedRule.End.FAILED, "engine"));
    }

    /** {@return rules that are not armed yet, and what calls off the end of each} */
    private Map<ArmedRule, Runnable> prepared(List<RuleParts> read) {
        Map<ArmedRule, Runnable> prepared = new LinkedHashMap<>();
        try {
            for (RuleParts parts : read) {
                ArmedRule rule = prepared(Objects.requireNonNull(parts.toRule(), "a rule without problems"));
                // A rule never stands anywhere without an end in sight.
                prepared.put(rule, () -> {});
                prepared.put(
                        rule,
                        clock.runAfter(rule.rule().bounds().ttl(), () -> end(rule, ArmedRule.End.EXPIRED, "clock")));
            }
        } catch (RuntimeException | Error broken) {
            // A clock of the game server's own may refuse, and yet keep what it was given: that must find nothing to
            // end.
            prepared.forEach((rule, expiry) -> {
                rule.setEnd(ArmedRule.End.FAILED);
                expiry.run();
            });
            throw broken;
        }
        return prepared;
    }

    private ArmedRule prepared(FaultRule rule) {
        PointDescriptor here = FaultCatalogue.process().point(rule.point()).orElseThrow();
        FaultDescriptor descriptor = FaultCatalogue.process()
                .fault(rule.fault().name(), rule.point())
                .orElseThrow();
        Phase phase = rule.phase() == null ? descriptor.phasesAt(here).get(0) : rule.phase();
        return new ArmedRule(engine, rule, phase, Chaos.point(rule.point()), clock.now());
    }

    /** Enters a refusal, without telling of it: {@link Audit#tell()} is to follow, without any lock. */
    ChaosConfigurationException refused(@Nullable String id, String actor, String source, Findings findings) {
        ChaosConfigurationException refusal = new ChaosConfigurationException(source, findings.problems());
        audit.enter(ChaosEvent.Kind.REFUSED, id, actor, String.valueOf(refusal.getMessage()));
        return refusal;
    }

    private void put(ArmedRule rule, Runnable expiry) {
        rules.put(rule.id(), rule);
        expiries.put(rule.id(), expiry);
        gates.add(rule);
        ArmedPoints.armed(rule.point().name(), rule.asksForWhom());
    }

    boolean disarm(String id, String actor) {
        Optional<ArmedRule> armed = find(id);
        armed.ifPresent(rule -> end(rule, ArmedRule.End.DISARMED, actor));
        return armed.isPresent();
    }

    /** Ends several rules in one step; those that have ended are passed over. */
    void endAll(List<ArmedRule> ending, String actor) {
        synchronized (this) {
            ending.forEach(rule -> endAndEnter(rule, ArmedRule.End.DISARMED, actor));
        }
        audit.tell();
    }

    int disarmAll(String actor) {
        List<ArmedRule> all;
        synchronized (this) {
            all = all();
            engine.runningSequences().stopAll(actor);
            all.forEach(rule -> endAndEnter(rule, ArmedRule.End.DISARMED, actor));
        }
        audit.tell();
        return all.size();
    }

    void ceilingGiven(Ceiling ceiling) {
        String text = ceiling.closed() == null
                ? "arming is permitted under the ceiling given now"
                : "nothing may be armed still: " + ceiling.closed();
        audit.add(ChaosEvent.Kind.CEILING_GIVEN, null, "config", text);
    }

    int unweave(String actor) {
        int classes = Weaves.removeAll();
        audit.add(
                ChaosEvent.Kind.UNWOVEN,
                null,
                actor,
                "the agent's code was taken out of " + classes + (classes == 1 ? " class" : " classes"));
        return classes;
    }

    void end(ArmedRule rule, ArmedRule.End reason, String actor) {
        if (endAndEnter(rule, reason, actor)) {
            audit.tell();
        }
    }

    /** Ends a rule, without telling of it: {@link Audit#tell()} is to follow, without any lock. */
    synchronized boolean endAndEnter(ArmedRule rule, ArmedRule.End reason, String actor) {
        boolean ended = remove(rule, reason);
        if (ended) {
            audit.enter(rule, kind(reason), actor, "rule '" + rule.id() + "' is no longer armed");
        }
        return ended;
    }

    private synchronized boolean remove(ArmedRule rule, ArmedRule.End reason) {
        if (!rule.isArmed()) {
            return false;
        }
        rule.setEnd(reason);
        if (rules.remove(rule.id(), rule)) {
            ArmedPoints.ended(rule.point().name(), rule.asksForWhom());
        }
        gates.remove(rule);
        flags.ended(rule);
        Runnable expiry = expiries.remove(rule.id());
        if (expiry != null) {
            expiry.run();
        }
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

    void failed(ArmedRule rule, Throwable bug) {
        synchronized (this) {
            if (!remove(rule, ArmedRule.End.FAILED)) {
                return;
            }
            audit.enter(rule, ChaosEvent.Kind.FAILED, "engine", bug.toString());
        }
        InternalProblems.report("rule '" + rule.id() + "' was disarmed", bug);
        audit.tell();
    }

    void refused(ArmedRule rule, String reason) {
        System.err.println("chaos: rule '" + rule.id() + "' could not act: " + reason);
        audit.add(ChaosEvent.Kind.REFUSED, rule.id(), "engine", reason);
    }
}
