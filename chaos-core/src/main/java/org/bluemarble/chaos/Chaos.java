package org.bluemarble.chaos;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.management.MBeanServer;
import org.bluemarble.chaos.observe.Signals;
import org.bluemarble.chaos.spi.JmxRegistration;
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
    private volatile Ceiling ceiling;
    private volatile @Nullable ProtectedCalls untouchable;
    private final ChaosClock clock;
    private final Journal journal;
    private final Audit audit;
    private final InjectionObservers observers = new InjectionObservers();
    private final AtomicBoolean signalling = new AtomicBoolean();
    private volatile @Nullable Replay replay;
    private final RuleBook rules;
    private final LeaseBook leases;
    private final SequenceBook sequences;
    private final Flags flags;
    private final Incidents incidents;
    private final Object beansLock = new Object();
    private @Nullable EngineBeans beans;

    Chaos(ChaosBuilder builder) {
        this.name = builder.name();
        this.ceiling = builder.ceiling();
        this.untouchable = ProtectedCalls.in(builder.ceiling().protectedScopes());
        this.clock = builder.clock();
        this.journal = new Journal(builder.seed());
        this.audit = new Audit(clock, this::beginSignals);
        this.replay = builder.replayed() == null ? null : new Replay(builder.replayed());
        this.rules = new RuleBook(this, audit, clock, builder.signalFile());
        this.leases = new LeaseBook(this);
        this.sequences = new SequenceBook(this, audit);
        this.flags = new Flags(this, rules.flags());
        this.incidents = new Incidents(this);
        if (isGlobal()) {
            flags.followSystemProperties();
        }
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
        InjectionPoint point = InjectionPoint.named(name);
        NamingCode.note(name);
        return point;
    }

    /**
     * Returns the point of this name, whose calls pass attributes that rules can select by.
     *
     * @param name {@code target.operation} in lower-case letters, digits and hyphens
     * @param attributes what {@link InjectionPoint#pass(CallAttributes)} is asked for; who names the point first decides
     * @throws IllegalArgumentException if the name has another form
     */
    public static InjectionPoint point(String name, AttributeDescriptor... attributes) {
        InjectionPoint point = InjectionPoint.named(name, attributes);
        NamingCode.note(name);
        return point;
    }

    /**
     * Returns the point that a game loop passes once in each turn. Keep it in a {@code static final} field.
     *
     * @param loop the loop's name in lower-case letters, digits and hyphens; the point is {@code tick.}<i>loop</i>
     * @throws IllegalArgumentException if the name has another form
     */
    public static TickPoint tickLoop(String loop) {
        return TickPoint.named(loop);
    }

    /** {@return the engine's name} */
    public String name() {
        return name;
    }

    /** {@return the seed of the engine's random numbers} */
    public long seed() {
        return journal.seed();
    }

    /** {@return what this engine may ever do} */
    public Ceiling ceiling() {
        return ceiling;
    }

    /** {@return the calls that no rule may touch; null if there are none} */
    @Nullable
    ProtectedCalls untouchable() {
        return untouchable;
    }

    /** {@return every decision to inject} */
    public Journal journal() {
        return journal;
    }

    /** {@return the recording that this engine decides again, and how it goes; empty if it decides for itself} */
    public Optional<Replay> replay() {
        return Optional.ofNullable(replay);
    }

    /**
     * Writes the journal and the changes into a file as they are made, beginning with what is kept of them; as JSON lines,
     * appended to what the file holds. {@link Recording#read} reads them back.
     *
     * @return to be closed when nothing more is to be written
     * @throws IOException if the file cannot be made or written
     */
    public JournalFile writeJournal(Path file) throws IOException {
        return JournalFile.open(this, Objects.requireNonNull(file, "file"));
    }

    /** {@return the changes that were made, oldest first; the latest thousand} */
    public List<ChaosEvent> events() {
        return audit.events();
    }

    /**
     * Tells a listener of every change, in the order of the changes, one at a time: before the call that makes the change
     * returns, on its thread or on that of another call that makes one just then; where a rule's time is over, on a thread
     * of its own. The listener must not block: one that does holds up a change for two seconds at most, and is told of the
     * others later.
     *
     * @return ends the listening
     */
    public Runnable listen(Consumer<ChaosEvent> listener) {
        return audit.listen(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Tells an observer of every injection from now on, on the thread of the disturbed call. Nothing is paid for it where
     * nothing is injected.
     *
     * @return ends the observing; injections under way are told to their end
     */
    public Runnable observe(InjectionObserver observer) {
        return observers.add(Objects.requireNonNull(observer, "observer"));
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
        return rules.arm(rule, API);
    }

    /**
     * Arms a rule in its one-line spelling, for example
     * {@code lose-ack: jdbc.commit[table=trade] lost-ack probability=1% limit=10 ttl=5m}.
     *
     * @throws ChaosConfigurationException if the line cannot be read, with every problem and its column, or as
     *     {@link #arm(FaultRule)} does
     */
    public ArmedRule arm(String line) {
        return rules.arm(line, API);
    }

    /**
     * Arms several rules, all of them or none.
     *
     * @return the armed rules, in the order given
     * @throws ChaosConfigurationException as {@link #arm(FaultRule)} does, with the problems of all the rules
     */
    public List<ArmedRule> armAll(List<FaultRule> rules) {
        return this.rules.armAll(rules, API);
    }

    /**
     * Opens a lease. Rules that are armed under it are disarmed when it is closed, or not renewed for its term: for whoever
     * controls this engine from elsewhere, and may be cut off.
     *
     * @param term from 1 s to 1 h
     * @throws IllegalArgumentException if {@code term} is out of range
     */
    public Lease openLease(Duration term) {
        return leases.open(term);
    }

    /**
     * Starts a sequence: arms the rules of its first act, and those of the next when that is over.
     *
     * @return the running sequence; closing it disarms what it has armed
     * @throws ChaosConfigurationException if a rule of any act is refused, with the problems of all
     * @throws IllegalStateException if a sequence of this name runs already
     */
    public RunningSequence start(RuleSequence sequence) {
        return sequences.start(sequence, API);
    }

    /**
     * Makes a sequence known without starting it, so that it can be started by name, over JMX and from the command line.
     * Takes the place of one of the same name; one that runs goes on. The latest 1000 are kept, started ones among them.
     */
    public void declare(RuleSequence sequence) {
        sequences.declare(Objects.requireNonNull(sequence, "sequence"));
    }

    /** {@return the sequences that run now, in the order of their starts} */
    public List<RunningSequence> sequences() {
        return sequences.all();
    }

    /** {@return what would make {@link #arm(FaultRule)} refuse the rule now; empty if nothing would} */
    public List<Problem> check(FaultRule rule) {
        return rules.check(rule);
    }

    /** {@return what would make {@link #arm(String)} refuse the line now; empty if nothing would} */
    public List<Problem> check(String line) {
        return rules.check(line);
    }

    /**
     * Says what a rule would match and whether it could be armed now, or why an armed one does or does not fire. Changes
     * nothing.
     *
     * @param lineOrId a rule in its one-line spelling, the id of an armed one, or {@code incident:} and an incident's name
     */
    public Explanation explain(String lineOrId) {
        Objects.requireNonNull(lineOrId, "lineOrId");
        return new Explainer(this).explain(lineOrId);
    }

    /** {@return the rules that are armed now, in the order of arming} */
    public List<ArmedRule> rules() {
        return rules.all();
    }

    /** {@return the armed rule of this id} */
    public Optional<ArmedRule> rule(String id) {
        return rules.find(Objects.requireNonNull(id, "id"));
    }

    /**
     * Disarms a rule.
     *
     * @return whether it was armed
     */
    public boolean disarm(String id) {
        return rules.disarm(id, API);
    }

    /**
     * Disarms every rule.
     *
     * @return how many were armed
     */
    public int disarmAll() {
        return rules.disarmAll(API);
    }

    /** {@return the named incidents: rules that are armed and disarmed as one} */
    public Incidents incidents() {
        return incidents;
    }

    /** {@return the flags of the armed rules, and who decides about them} */
    public Flags flags() {
        return flags;
    }

    /**
     * Throws the kill switch: disarms everything, and refuses every rule until {@link #reset()}.
     *
     * @param reason what those are told whose rules are refused
     * @return how many rules were armed
     */
    public int killSwitch(String reason) {
        return rules.killSwitch(reason, API);
    }

    /** Permits arming again after the kill switch. Arms nothing by itself. */
    public void reset() {
        rules.reset(API);
    }

    /**
     * Returns why nothing may be armed since the kill switch was thrown, or since the signal file was found at the last look;
     * null if neither was.
     */
    public @Nullable String killed() {
        return rules.killed();
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

    /** Replaces a closed ceiling, under which nothing was armed and no decision was drawn from the seed. */
    void reopen(ChaosBuilder builder) {
        if (this.ceiling.closed() == null) {
            throw new IllegalStateException("the ceiling of engine '" + name + "' is in force and cannot be changed");
        }
        Recording replayed = builder.replayed();
        journal.seed(builder.seed());
        replay = replayed == null ? null : new Replay(replayed);
        untouchable = ProtectedCalls.in(builder.ceiling().protectedScopes());
        // Last: whoever reads it may arm.
        ceiling = builder.ceiling();
        rules.ceilingGiven(builder.ceiling());
    }

    /** {@return the armed rules, with the changes that name who made them} */
    RuleBook book() {
        return rules;
    }

    ChaosClock clock() {
        return clock;
    }

    SequenceBook runningSequences() {
        return sequences;
    }

    LeaseBook leases() {
        return leases;
    }

    /** From the first change on, injections and changes are seen wherever the JVM has a place for them. */
    void beginSignals() {
        if (signalling.compareAndSet(false, true)) {
            Signals.of(this);
        }
    }

    /** Enters a decision to inject, and tells those who observe; returns those who want to be told more. */
    @Nullable
    InjectionObservation record(ArmedRule rule, long call, long delayNanos) {
        return observers.decided(journal.append(rule, call, delayNanos, clock.now(), ChaosContext.currentPlayer()));
    }

    /** Enters what a dry run decided. Those who observe injections are not told: there is none. */
    void recordDryRun(ArmedRule rule, long call, long delayNanos) {
        journal.append(rule, call, delayNanos, clock.now(), ChaosContext.currentPlayer());
    }

    /** Enters a decision that came to nothing. Those who observe injections are not told: there is none. */
    void recordRefused(ArmedRule rule, long call, String reason) {
        journal.refuse(rule, call, clock.now(), ChaosContext.currentPlayer(), reason);
    }

    @Override
    public String toString() {
        return "Chaos[" + name + "]";
    }
}
