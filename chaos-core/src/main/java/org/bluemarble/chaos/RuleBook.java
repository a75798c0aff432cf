package org.bluemarble.chaos;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.bluemarble.chaos.spi.ArmedPoints;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/**
 * The rules that one engine has armed, and whether it may arm more. Every change names who makes it. It is entered into the
 * audit trail under the monitor, so that the trail has the order of the changes, and told outside: a listener may hold a
 * lock of its own under which it asks for the rules. Thread-safe.
 */
final class RuleBook {

    private static final String SIGNAL = "signal-file";

    private final Chaos engine;
    private final Audit audit;
    private final ChaosClock clock;
    private final FlagBook flags;

    /** Guarded by this, in the order of arming. */
    private final Map<String, ArmedRule> rules = new LinkedHashMap<>();

    private final Map<String, Runnable> expiries = new LinkedHashMap<>();

    private final GateLinks gates = new GateLinks(rules);
    private final @Nullable SignalFile signal;
    private final @Nullable HoursWatch hours;
    private @Nullable String killed;

    RuleBook(Chaos engine, Audit audit, ChaosClock clock, @Nullable Path signalFile) {
        this.engine = engine;
        this.audit = audit;
        this.clock = clock;
        this.flags = new FlagBook(this, audit, clock);
        this.signal = signalFile == null ? null : new SignalFile(signalFile, this, clock);
        OpenHours permitted = engine.ceiling().hours();
        this.hours = permitted == null ? null : new HoursWatch(permitted, this, clock);
    }

    synchronized List<ArmedRule> all() {
        return List.copyOf(rules.values());
    }

    synchronized Optional<ArmedRule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    @Nullable
    String killed() {
        String thrown = thrown();
        return thrown != null || signal == null ? thrown : signal.known();
    }

    private synchronized @Nullable String thrown() {
        return killed;
    }

    FlagBook flags() {
        return flags;
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
            ChaosConfigurationException refusal = refused(null, actor, source, findings);
            audit.tell();
            throw refusal;
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
        lookAtSignal(findings);
        return findings.problems();
    }

    List<Problem> check(String line) {
        Findings findings = new Findings();
        RuleDraft draft = LineParser.parse(Objects.requireNonNull(line, "line"), findings);
        if (draft != null) {
            permission().check(List.of(new RuleReader().parts(draft, findings)), findings);
        }
        lookAtSignal(findings);
        return findings.problems();
    }

    /** Checks rules that are to be armed together one day, when those of the former act are gone. */
    void checkAct(List<RuleParts> read, Findings findings) {
        permission().check(read, findings);
    }

    /** After that, the sequence arms nothing more. */
    synchronized void endSequence(RunningSequence sequence) {
        sequence.stop();
    }

    private synchronized RuleCheck permission() {
        return new RuleCheck(engine.ceiling(), Map.copyOf(rules), killed, clock.now());
    }

    /** Adds what would make arming these rules fail now. */
    void check(WrittenRules written, Findings findings) {
        permission().check(written.parts(findings), findings);
        lookAtSignal(findings);
    }

    /** Without a copy, for those who hold the monitor: ten thousand rules are armed one by one, too. */
    private RuleCheck permissionNow(Set<ArmedRule> ending) {
        Map<String, ArmedRule> staying = rules;
        if (!ending.isEmpty()) {
            staying = new LinkedHashMap<>(rules);
            staying.values().removeAll(ending);
        }
        return new RuleCheck(engine.ceiling(), staying, killed, clock.now());
    }

    /** Outside the monitor: the file system may be slow. */
    private void lookAtSignal(Findings findings) {
        if (signal != null) {
            signal.check(problem -> findings.add(null, problem));
        }
    }

    /** Reading comes before, outside the monitor: it asks class loaders, which take locks of their own. */
    List<ArmedRule> armRead(List<RuleParts> read, Findings findings, String actor, @Nullable String id, String source) {
        return replaceRead(Replacement.NONE, read, findings, actor, id, source);
    }

    /** Ends some rules and arms others in one step, or does neither. */
    List<ArmedRule> replaceRead(
            Replacement old,
            List<RuleParts> read,
            Findings findings,
            String actor,
            @Nullable String id,
            String source) {
        flags.beforeArming();
        // Not with the first injection: a tick would wait for classes to be loaded.
        engine.beginSignals();
        lookAtSignal(findings);
        try {
            List<ArmedRule> armed = replacePermitted(old, read, findings, actor, id, source);
            beginWatching(armed);
            return armed;
        } finally {
            flags.afterArming();
            audit.tell();
            // Outside the monitor: putting code in place asks class loaders, too.
            ArmedPoints.settle();
        }
    }

    private void beginWatching(List<ArmedRule> armed) {
        try {
            if (signal != null) {
                signal.watch();
            }
            if (hours != null) {
                hours.begin();
            }
        } catch (RuntimeException | Error broken) {
            // Nothing may act that nobody could stop.
            takeBack(armed);
            throw broken;
        }
    }

    private synchronized List<ArmedRule> replacePermitted(
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
    private synchronized void takeBack(List<ArmedRule> armed) {
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

    /** Enters into the audit trail that something was refused before it became rules. */
    ChaosConfigurationException refuse(String actor, String source, Findings findings) {
        ChaosConfigurationException refusal = refused(null, actor, source, findings);
        audit.tell();
        return refusal;
    }

    private ChaosConfigurationException refused(@Nullable String id, String actor, String source, Findings findings) {
        ChaosConfigurationException refusal = new ChaosConfigurationException(source, findings.problems());
        audit.enter(ChaosEvent.Kind.REFUSED, id, actor, String.valueOf(refusal.getMessage()));
        return refusal;
    }

    private ArmedRule prepared(FaultRule rule) {
        PointDescriptor here = FaultCatalogue.process().point(rule.point()).orElseThrow();
        FaultDescriptor descriptor = FaultCatalogue.process()
                .fault(rule.fault().name(), rule.point())
                .orElseThrow();
        Phase phase = rule.phase() == null ? descriptor.phasesAt(here).get(0) : rule.phase();
        return new ArmedRule(engine, rule, phase, Chaos.point(rule.point()), clock.now());
    }

    private void put(ArmedRule rule, Runnable expiry) {
        rules.put(rule.id(), rule);
        expiries.put(rule.id(), expiry);
        gates.add(rule);
        ArmedPoints.armed(rule.point().name());
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

    int killSwitch(String reason, String actor) {
        Objects.requireNonNull(reason, "reason");
        List<ArmedRule> all;
        synchronized (this) {
            killed = reason;
            all = all();
            engine.runningSequences().stopAll(actor);
            all.forEach(rule -> endAndEnter(rule, ArmedRule.End.KILLED, actor));
            audit.enter(ChaosEvent.Kind.KILLED, null, actor, reason);
        }
        audit.tell();
        return all.size();
    }

    /** The signal file is there. Nothing is said where nothing was armed: whoever arms a rule will be told. */
    void signalled(String reason) {
        synchronized (this) {
            List<ArmedRule> all = all();
            if (all.isEmpty() && engine.runningSequences().all().isEmpty()) {
                return;
            }
            engine.runningSequences().stopAll(SIGNAL);
            all.forEach(rule -> endAndEnter(rule, ArmedRule.End.KILLED, SIGNAL));
            audit.enter(ChaosEvent.Kind.KILLED, null, SIGNAL, reason);
        }
        audit.tell();
    }

    /** The signal file is gone. Arms nothing by itself. */
    void signalGone(String file) {
        audit.add(
                ChaosEvent.Kind.RESET, null, SIGNAL, "the signal file " + file + " is gone; arming is permitted again");
    }

    void reset(String actor) {
        synchronized (this) {
            killed = null;
            audit.enter(ChaosEvent.Kind.RESET, null, actor, "arming is permitted again");
        }
        audit.tell();
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

    private synchronized boolean endAndEnter(ArmedRule rule, ArmedRule.End reason, String actor) {
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
            ArmedPoints.ended(rule.point().name());
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

    /**
     * What goes when rules are armed in its place.
     *
     * @param rules the rules to end; those that have ended are passed over
     * @param feed what decides about flags, and says something else from then on; null for none
     * @param flags what it says
     * @param condition asked under the monitor; if it does not hold, nothing is ended and nothing armed
     */
    record Replacement(
            Set<ArmedRule> rules, @Nullable FlagFeed feed, Map<String, Boolean> flags, BooleanSupplier condition) {

        static final Replacement NONE = new Replacement(Set.of(), null, Map.of());

        Replacement(Set<ArmedRule> rules, @Nullable FlagFeed feed, Map<String, Boolean> flags) {
            this(rules, feed, flags, () -> true);
        }
    }
}
