package org.bluemarble.chaos;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.management.MBeanServer;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.JmxRegistration;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.jspecify.annotations.Nullable;

/**
 * The engine: arms fault rules and disarms them, inside a {@link Ceiling}. Many engines can live in one JVM;
 * {@link #global()} is the one that the agent and JMX use, and its rules touch every call. The rules of any other engine
 * touch only calls in that engine's scope: on objects wrapped with it, and inside a {@link ChaosContext} of it.
 *
 * <p>Thread-safe. Arming and disarming take effect for calls that begin afterwards, and wait for no thread.
 *
 * <pre>{@code
 * try (ArmedRule slow = Chaos.global().arm("slow-trades: trade.after-debit latency 250ms probability=1%")) {
 *     playTheRaid();
 * }
 * }</pre>
 */
public final class Chaos implements AutoCloseable {

    static final String API = "api";
    static final String GLOBAL_NAME = "global";

    private final String name;
    private final long seed;
    private final Ceiling ceiling;
    private final ChaosClock clock;
    private final Journal journal;
    private final Audit audit;

    /** Guarded by this, in the order of arming. */
    private final Map<String, ArmedRule> rules = new LinkedHashMap<>();

    private final Map<String, Runnable> expiries = new LinkedHashMap<>();
    private @Nullable String killed;

    private final Object beansLock = new Object();
    private @Nullable EngineBeans beans;

    Chaos(ChaosBuilder builder) {
        this.name = builder.name();
        this.seed = builder.seed();
        this.ceiling = builder.ceiling();
        this.clock = builder.clock();
        this.journal = new Journal(seed);
        this.audit = new Audit(clock);
    }

    /** {@return the engine that the agent, JMX and the command line use} */
    public static Chaos global() {
        return GlobalEngine.get();
    }

    /** {@return a builder for an engine of its own, for tests and simulated servers} */
    public static ChaosBuilder builder(String name) {
        return new ChaosBuilder(name);
    }

    /** {@return an engine of its own with a random seed under the default ceiling} */
    public static Chaos create(String name) {
        return builder(name).build();
    }

    /**
     * Returns the point of this name, which it makes if need be. Keep it in a {@code static final} field.
     *
     * @param name {@code target.operation} in lower-case letters, digits and hyphens
     * @throws IllegalArgumentException if the name has another form
     */
    public static InjectionPoint point(String name) {
        return InjectionPoint.named(name);
    }

    /**
     * Returns the point of this name, whose calls pass attributes that rules can select by.
     *
     * @param name {@code target.operation} in lower-case letters, digits and hyphens
     * @param attributes what {@link InjectionPoint#pass(CallAttributes)} is asked for; who names the point first decides
     * @throws IllegalArgumentException if the name has another form
     */
    public static InjectionPoint point(String name, AttributeDescriptor... attributes) {
        return InjectionPoint.named(name, attributes);
    }

    /** {@return the engine's name} */
    public String name() {
        return name;
    }

    /** {@return the seed of the engine's random numbers} */
    public long seed() {
        return seed;
    }

    /** {@return what this engine may ever do} */
    public Ceiling ceiling() {
        return ceiling;
    }

    /** {@return every decision to inject} */
    public Journal journal() {
        return journal;
    }

    /** {@return the changes that were made, oldest first; the latest thousand} */
    public List<ChaosEvent> events() {
        return audit.events();
    }

    /**
     * Tells a listener of every change, on the thread that makes it. The listener must not block.
     *
     * @return ends the listening
     */
    public Runnable listen(Consumer<ChaosEvent> listener) {
        return audit.listen(Objects.requireNonNull(listener, "listener"));
    }

    /** {@return whether this is the engine whose rules touch every call} */
    public boolean isGlobal() {
        return name.equals(GLOBAL_NAME);
    }

    /**
     * Arms a rule. It acts on calls that begin from now on, unless it is not enabled.
     *
     * @return the armed rule; closing it disarms it
     * @throws ChaosConfigurationException if the rule is wrong, could match nothing, is forbidden by the ceiling, has the
     *     id of a rule that is armed, or if the kill switch was thrown
     */
    public ArmedRule arm(FaultRule rule) {
        return arm(rule, API);
    }

    ArmedRule arm(FaultRule rule, String actor) {
        Objects.requireNonNull(rule, "rule");
        Findings findings = new Findings();
        List<RuleParts> read = List.of(new RuleReader().parts(rule, RulePaths.CODE, findings));
        return armRead(read, findings, actor, rule.id(), "rule '" + rule.id() + "'")
                .get(0);
    }

    /**
     * Arms a rule in its one-line spelling, for example
     * {@code lose-ack: jdbc.commit[table=trades] lost-ack probability=1% limit=10 ttl=5m}.
     *
     * @throws ChaosConfigurationException if the line cannot be read, with every problem and its column, or as
     *     {@link #arm(FaultRule)} does
     */
    public ArmedRule arm(String line) {
        return arm(line, API);
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

    /**
     * Arms several rules, all of them or none.
     *
     * @return the armed rules, in the order given
     * @throws ChaosConfigurationException as {@link #arm(FaultRule)} does, with the problems of all the rules
     */
    public List<ArmedRule> armAll(List<FaultRule> rules) {
        return armAll(rules, API);
    }

    List<ArmedRule> armAll(List<FaultRule> rules, String actor) {
        Findings findings = new Findings();
        RuleReader reader = new RuleReader();
        List<RuleParts> read = rules.stream()
                .map(rule -> reader.parts(rule, RulePaths.of(rule.id()), findings))
                .toList();
        return armRead(read, findings, actor, null, read.size() + " rules");
    }

    /** {@return what would make {@link #arm(FaultRule)} refuse the rule now; empty if nothing would} */
    public List<Problem> check(FaultRule rule) {
        Findings findings = new Findings();
        permission().check(List.of(new RuleReader().parts(rule, RulePaths.CODE, findings)), findings);
        return findings.problems();
    }

    /** {@return what would make {@link #arm(String)} refuse the line now; empty if nothing would} */
    public List<Problem> check(String line) {
        Findings findings = new Findings();
        RuleDraft draft = LineParser.parse(Objects.requireNonNull(line, "line"), findings);
        if (draft != null) {
            permission().check(List.of(new RuleReader().parts(draft, findings)), findings);
        }
        return findings.problems();
    }

    private synchronized RuleCheck permission() {
        return new RuleCheck(ceiling, List.copyOf(rules.keySet()), killed);
    }

    /** Reading comes before, outside the monitor: it asks class loaders, which take locks of their own. */
    private List<ArmedRule> armRead(
            List<RuleParts> read, Findings findings, String actor, @Nullable String id, String source) {
        List<ArmedRule> armed = new ArrayList<>();
        synchronized (this) {
            permission().check(read, findings);
            if (!findings.isEmpty()) {
                throw refused(id, actor, source, findings);
            }
            for (RuleParts parts : read) {
                armed.add(put(Objects.requireNonNull(parts.toRule(), "a rule without problems")));
            }
            armed.stream().filter(rule -> rule.rule().enabled()).forEach(rule -> rule.setEnabled(true));
        }
        armed.forEach(rule ->
                audit.add(ChaosEvent.Kind.ARMED, rule.id(), actor, rule.rule().line()));
        return armed;
    }

    private ChaosConfigurationException refused(@Nullable String id, String actor, String source, Findings findings) {
        ChaosConfigurationException refusal = new ChaosConfigurationException(source, findings.problems());
        audit.add(ChaosEvent.Kind.REFUSED, id, actor, String.valueOf(refusal.getMessage()));
        return refusal;
    }

    private ArmedRule put(FaultRule rule) {
        PointDescriptor here = FaultCatalogue.process().point(rule.point()).orElseThrow();
        FaultDescriptor descriptor = FaultCatalogue.process()
                .fault(rule.fault().name(), rule.point())
                .orElseThrow();
        Phase phase = rule.phase() == null ? descriptor.phasesAt(here).get(0) : rule.phase();
        ArmedRule armed = new ArmedRule(this, rule, phase, point(rule.point()), clock.now());
        rules.put(rule.id(), armed);
        // Scheduled before it acts: a rule never acts without an end in sight.
        expiries.put(rule.id(), clock.runAfter(rule.bounds().ttl(), () -> end(armed, ArmedRule.End.EXPIRED, "clock")));
        return armed;
    }

    /**
     * Says what a rule would match and whether it could be armed now, or why an armed one does or does not fire. Changes
     * nothing.
     *
     * @param lineOrId a rule in its one-line spelling, or the id of an armed one
     */
    public Explanation explain(String lineOrId) {
        Objects.requireNonNull(lineOrId, "lineOrId");
        ModuleLoading.loadFor(Thread.currentThread().getContextClassLoader());
        return new Explainer(this, clock.now()).explain(lineOrId);
    }

    /** {@return the rules that are armed now, in the order of arming} */
    public synchronized List<ArmedRule> rules() {
        return List.copyOf(rules.values());
    }

    /** {@return the armed rule of this id} */
    public synchronized Optional<ArmedRule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /**
     * Disarms a rule.
     *
     * @return whether it was armed
     */
    public boolean disarm(String id) {
        return disarm(id, API);
    }

    boolean disarm(String id, String actor) {
        Optional<ArmedRule> armed = rule(id);
        armed.ifPresent(rule -> end(rule, ArmedRule.End.DISARMED, actor));
        return armed.isPresent();
    }

    /**
     * Disarms every rule.
     *
     * @return how many were armed
     */
    public int disarmAll() {
        return disarmAll(API);
    }

    int disarmAll(String actor) {
        List<ArmedRule> all = rules();
        all.forEach(rule -> end(rule, ArmedRule.End.DISARMED, actor));
        return all.size();
    }

    /**
     * Throws the kill switch: disarms everything, and refuses every rule until {@link #reset()}.
     *
     * @param reason what those are told whose rules are refused
     * @return how many rules were armed
     */
    public int killSwitch(String reason) {
        return killSwitch(reason, API);
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

    /** Permits arming again after the kill switch. Arms nothing by itself. */
    public void reset() {
        reset(API);
    }

    void reset(String actor) {
        synchronized (this) {
            killed = null;
        }
        audit.add(ChaosEvent.Kind.RESET, null, actor, "arming is permitted again");
    }

    /** {@return why nothing may be armed since the kill switch was thrown, or null} */
    public synchronized @Nullable String killed() {
        return killed;
    }

    /**
     * Shows this engine to management tools, on the platform MBean server: see
     * {@link org.bluemarble.chaos.jmx.ChaosMXBean}. Registering twice does nothing. Closing the engine unregisters it.
     *
     * @throws IllegalStateException if an engine of this name is registered already
     */
    public void registerMBeans() {
        registerMBeans(ManagementFactory.getPlatformMBeanServer());
    }

    /**
     * Shows this engine to the management tools of an MBean server. Does nothing if the engine is registered, there or
     * elsewhere.
     *
     * @throws IllegalStateException if an engine of this name is registered there already
     */
    public void registerMBeans(MBeanServer server) {
        Objects.requireNonNull(server, "server");
        // A lock of its own: the MBean server calls listeners, which may ask for the rules.
        synchronized (beansLock) {
            if (beans == null) {
                beans = EngineBeans.register(this, server);
            }
        }
        if (isGlobal()) {
            JmxRegistration.mark();
        }
    }

    /**
     * Disarms every rule, refuses all others from now on, and takes the engine's MBeans away. Closing the global engine
     * does the same.
     */
    @Override
    public void close() {
        killSwitch("engine '" + name + "' was closed");
        synchronized (beansLock) {
            if (beans != null) {
                beans.close();
                beans = null;
            }
        }
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

    void record(ArmedRule rule, long call, InjectionPoint point, ChaosContext context) {
        Instant now = clock.now();
        journal.append(rule, call, point, now, context.player());
    }

    @Override
    public String toString() {
        return "Chaos[" + name + "]";
    }
}
