package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule that was armed, until it ends: by {@link #disarm()}, by its time to live, by the kill switch, or because a bug
 * showed. Thread-safe; closing disarms, and may be done twice.
 *
 * <p>One file, though a long one: deciding, counting and ending race with each other, and the order of their reads and
 * writes can be judged only side by side.
 */
public final class ArmedRule implements AutoCloseable {

    /** Why a rule no longer acts. */
    public enum End {
        /** It was disarmed. */
        DISARMED,
        /** Its time to live ended. */
        EXPIRED,
        /** The kill switch was thrown, or its engine was closed. */
        KILLED,
        /** Deciding about a call threw: a bug in the engine or in a target's attributes. */
        FAILED
    }

    /** Reasons hold a driver's or a state's name; more than a few different ones tell nothing new. */
    private static final int MOST_REFUSALS = 20;

    private static final AtomicLong ARMED = new AtomicLong();

    private final long order = ARMED.incrementAndGet();
    private final Chaos engine;
    private final FaultRule rule;
    private final CallMatcher matcher;
    private final @Nullable ProtectedCalls untouchable;
    private final Phase phase;
    private final InjectionPoint point;
    private final long stream;
    private final boolean global;
    private final Instant armedAt;
    private final long armedNanos;
    private final long ttlNanos;
    private final boolean dryRun;
    private final @Nullable ArmedGates gates;
    private final SpentBounds bounds;

    /** What to decide, where the engine replays a recording. */
    private final Replay.@Nullable OfArming replayed;

    private final AtomicLong calls = new AtomicLong();
    private final OutcomeCounts outcomes = new OutcomeCounts();
    private final LongAdder done = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final PassCount notSelected = new PassCount();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder control = new LongAdder();
    private final LongAdder protectedCalls = new LongAdder();
    private final PassCount outOfScope = new PassCount();

    /** What was counted for the rule while an index found it, and how often it was found. */
    private final LongAdder lookedUp = new LongAdder();

    private volatile RuleIndex.@Nullable Share share;

    /** Injections decided and not ended. Disarming cancels what it finds here. */
    private final Set<InjectionPart> pending = ConcurrentHashMap.newKeySet();

    /** Why targets could not apply the fault, each reason once. */
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();

    /** Gates of other rules that open when this one fires; replaced as a whole under the rule book's monitor. */
    private volatile List<AwaitedRule> awaitedBy = List.of();

    private final @Nullable ArmedPressure pressure;
    private final boolean mayNotBlock;

    private volatile @Nullable String lease;
    private volatile boolean enabled;
    private volatile @Nullable End end;

    ArmedRule(Chaos engine, FaultRule rule, Phase phase, InjectionPoint point, Instant armedAt) {
        this.engine = engine;
        this.rule = rule;
        this.matcher = rule.selector().matcher(rule.id());
        this.untouchable = engine.untouchable();
        this.phase = phase;
        this.point = point;
        this.stream = DecisionStream.of(engine.seed(), rule.id());
        this.global = engine.isGlobal();
        this.armedAt = armedAt;
        this.replayed = engine.replay().map(replay -> replay.claim(this)).orElse(null);
        this.armedNanos = engine.clock().nanoTime();
        this.ttlNanos = rule.bounds().ttl().toNanos();
        this.dryRun = rule.dryRun() || engine.ceiling().dryRun();
        TriggerForm form = TriggerForm.of(rule.trigger()).orElseThrow();
        // What was recorded had come through the gates and the bounds of its time.
        this.gates = replayed == null ? ArmedGates.of(form, engine.clock(), armedNanos) : null;
        this.bounds =
                new SpentBounds(replayed == null ? rule.bounds() : rule.bounds().limitAlone());
        this.pressure = ArmedPressure.of(this, rule.fault());
        this.mayNotBlock = !rule.allowBlocking()
                && FaultCatalogue.process()
                        .fault(rule.fault().name(), rule.point())
                        .map(FaultDescriptor::blocks)
                        .orElse(false);
    }

    Chaos engine() {
        return engine;
    }

    /** {@return the rule as it was armed} */
    public FaultRule rule() {
        return rule;
    }

    /** {@return the rule's id} */
    public String id() {
        return rule.id();
    }

    /** {@return the phase in which the fault acts: the rule's, or the fault's own} */
    public Phase phase() {
        return phase;
    }

    /** {@return the point that the rule concerns} */
    public InjectionPoint point() {
        return point;
    }

    /** {@return when the rule was armed} */
    public Instant armedAt() {
        return armedAt;
    }

    /** {@return when the rule's time to live ends, if the clock does not jump; see {@link #timeLeft()}} */
    public Instant expiresAt() {
        return armedAt.plus(rule.bounds().ttl());
    }

    /** {@return how long the rule still lives, whatever the time of day does; zero if it has ended} */
    public Duration timeLeft() {
        Duration left = rule.bounds().ttl().minusNanos(engine.clock().nanoTime() - armedNanos);
        return isArmed() && !left.isNegative() ? left : Duration.ZERO;
    }

    /** {@return whether the rule only decides: it says so itself, or the ceiling does} */
    public boolean isDryRun() {
        return dryRun;
    }

    /** {@return the id of the {@link Lease} that it lives no longer than, or null} */
    public @Nullable String lease() {
        return lease;
    }

    void setLease(String id) {
        lease = id;
    }

    /** {@return whether the rule has not ended; it acts if it is also enabled} */
    public boolean isArmed() {
        return end == null;
    }

    /** {@return whether the rule's flag is on} */
    public boolean isEnabled() {
        return enabled;
    }

    /** {@return why the rule ended, or null while it is armed} */
    public @Nullable End end() {
        return end;
    }

    /**
     * Decides that the rule acts on calls that begin from now on, unless a higher source has decided otherwise: see
     * {@link FlagSource}.
     *
     * @throws IllegalStateException if the rule has ended
     */
    public void enable() {
        decide(true);
    }

    /**
     * Decides to let calls pass, and what waits go on, as {@link #disarm()} does; the rule keeps its counts and may be
     * enabled again. A higher source may have decided otherwise.
     */
    public void disable() {
        decide(false);
    }

    private void decide(boolean on) {
        engine.book().flags().decide(this, new FlagDecision(FlagSource.API, Chaos.API, on));
    }

    /**
     * Lets go of what {@link #enable()} or {@link #disable()} decided; the next source in order decides again.
     *
     * @return whether anything had been decided
     */
    public boolean release() {
        return engine.book().flags().release(this, FlagSource.API, Chaos.API);
    }

    /** {@return the rule's flag and who decides about it} */
    public Flag flag() {
        return engine.book().flags().flag(this);
    }

    /**
     * Ends the rule. Returns without waiting for any thread; after that no injection of this rule begins. What waits is
     * released; an effect that had begun runs to its end. Disarming an ended rule does nothing.
     */
    public void disarm() {
        engine.book().end(this, End.DISARMED, Chaos.API);
    }

    /** Does what {@link #disarm()} does. */
    @Override
    public void close() {
        disarm();
    }

    /** {@return what became of the rule's calls so far} */
    public RuleCounters counters() {
        RuleIndex.Share found = share;
        // Read first: what is refused was taken before.
        long blocking = outcomes.of(Outcome.BLOCKING);
        long taken = bounds.taken();
        return new RuleCounters(
                calls.get(),
                outcomes.sum(Outcome.PREEMPTED, Outcome.NO_ROOM) + taken,
                outcomes.of(Outcome.PREEMPTED),
                outcomes.of(Outcome.LIMIT),
                dryRun ? 0 : taken - blocking,
                done.sum(),
                cancelled.sum(),
                pending.size(),
                notSelected.sum() + notFound(),
                unknown.sum() + (found == null ? 0 : found.unknownPasses()),
                outOfScope.sum(),
                control.sum(),
                outcomes.sum(Outcome.WINDOW, Outcome.RATE),
                outcomes.of(Outcome.CEILING_HOURS),
                outcomes.of(Outcome.PER_SECOND),
                outcomes.sum(Outcome.PLAYERS, Outcome.NO_PLAYER),
                outcomes.of(Outcome.TOTAL_DELAY),
                outcomes.of(Outcome.CONCURRENT),
                dryRun ? taken : 0,
                protectedCalls.sum() + (found == null ? 0 : found.protectedPasses()),
                blocking);
    }

    /**
     * Waits until no injection of this rule is under way. For tests: disarming itself waits for nobody.
     *
     * @return whether that was so before {@code timeout} passed
     */
    public boolean awaitIdle(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!pending.isEmpty()) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(100_000);
        }
        return true;
    }

    /** Decides about one call and adds this rule's part to the injection, which is created with the first part. */
    @Nullable
    Injection decide(InjectionPoint here, CallAttributes attributes, @Nullable Injection injection) {
        if (!global && !inScope(attributes)) {
            outOfScope.increment();
            return injection;
        }
        if (untouchable != null && untouchable.cover(attributes)) {
            protectedCalls.increment();
            return injection;
        }
        Selector.Match match = matcher.test(attributes);
        if (match == Selector.Match.NO) {
            notSelected.increment();
            return injection;
        }
        if (match == Selector.Match.UNKNOWN) {
            unknown.increment();
            return injection;
        }
        if (!attributes.isNewTo(this)) {
            return injection;
        }
        if (match == Selector.Match.CONTROL) {
            control.increment();
            return injection;
        }
        // Methods of their own: what nearly every call runs through stays small enough to be inlined.
        long call = calls.incrementAndGet();
        return fires(call) ? due(here, attributes, call, injection) : injection;
    }

    private boolean fires(long call) {
        return replayed == null ? rule.trigger().fires(stream, call) : replayed.fires(call);
    }

    /** Count and chance let the call fire: the other stages, each of which may leave it alone. */
    private @Nullable Injection due(
            InjectionPoint here, CallAttributes attributes, long call, @Nullable Injection injection) {
        if (engine.clock().nanoTime() - armedNanos >= ttlNanos) {
            // Whoever ends rules is late, held up by a listener perhaps; the time to live holds all the same.
            return injection;
        }
        Outcome gate = gates == null ? null : gates.closed(stream, call);
        if (gate != null) {
            outcomes.add(call, gate);
            return injection;
        }
        if (isPreempted(injection)) {
            outcomes.add(call, Outcome.PREEMPTED);
            return injection;
        }
        if (!bounds.isUsedUp() && !StackRoom.isThere()) {
            outcomes.add(call, Outcome.NO_ROOM);
            return injection;
        }
        long delayNanos = delayNanos(call);
        Outcome bound = forbidden(attributes, delayNanos);
        if (bound != null) {
            outcomes.add(call, bound);
            return injection;
        }
        if (dryRun) {
            return pretend(call, delayNanos, injection);
        }
        String loop;
        try {
            loop = mayNotBlock && !isScheduled(attributes) ? LoopThreads.current() : null;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // Looking at the stack takes more of it than what follows.
            neverBegan();
            return injection;
        }
        return loop == null ? inject(here, call, delayNanos, injection) : refuseToBlock(loop, call, injection);
    }

    /** A stall is of the thread itself, which no target can schedule. */
    private boolean isScheduled(CallAttributes attributes) {
        return attributes.delaysWithoutBlocking() && !(rule.fault() instanceof Stall);
    }

    private @Nullable Outcome forbidden(CallAttributes attributes, long delayNanos) {
        OpenHours hours = engine.ceiling().hours();
        if (hours != null && !hours.contains(engine.clock().now())) {
            return Outcome.CEILING_HOURS;
        }
        return bounds.take(attributes, delayNanos, engine.clock());
    }

    /** Decides and tells, and does nothing. */
    private @Nullable Injection pretend(long call, long delayNanos, @Nullable Injection injection) {
        bounds.ended();
        outcomes.add(call, Outcome.DRY_RUN);
        if (acts()) {
            engine.recordDryRun(this, call, delayNanos);
            tellAwaiting();
        }
        return injection;
    }

    private @Nullable Injection refuseToBlock(String loop, long call, @Nullable Injection injection) {
        bounds.ended();
        outcomes.add(call, Outcome.BLOCKING);
        String reason = rule.fault().name() + " would have blocked " + loop
                + ", on which many wait; the rule needs allow-blocking=true for that";
        engine.recordRefused(this, call, reason);
        refused(reason);
        return injection;
    }

    private @Nullable Injection inject(InjectionPoint here, long call, long delayNanos, @Nullable Injection injection) {
        outcomes.add(call, Outcome.INJECTED);
        InjectionPart part = pendingPart(call, delayNanos);
        try {
            return inject(here, part, injection);
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // Observers may be greedy: the call passes, and what it took it gives back.
            part.end(false);
            return injection;
        }
    }

    private InjectionPart pendingPart(long call, long delayNanos) {
        InjectionPart part = null;
        try {
            part = new InjectionPart(this, call, delayNanos);
            pending.add(part);
            return part;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            if (part != null) {
                pending.remove(part);
            }
            neverBegan();
            throw shortage;
        }
    }

    /** What was taken from the limit stays taken; so that the counts agree, the injection counts as cancelled. */
    private void neverBegan() {
        bounds.ended();
        cancelled.increment();
    }

    private @Nullable Injection inject(InjectionPoint here, InjectionPart part, @Nullable Injection injection) {
        // Disarming writes the state, then cancels what is pending; here the part becomes pending, then the state is
        // read.
        // So one of the two sees the other, and no part escapes.
        if (!acts()) {
            part.cancel();
            return injection;
        }
        part.observedBy(engine.record(this, part.call(), part.delayNanos()));
        tellAwaiting();
        if (pressure != null) {
            pressure.begin(part);
            return injection;
        }
        Injection composed = injection == null ? new Injection(here) : injection;
        composed.add(part);
        return composed;
    }

    private void tellAwaiting() {
        List<AwaitedRule> waiting = awaitedBy;
        if (!waiting.isEmpty()) {
            long now = engine.clock().nanoTime();
            waiting.forEach(gate -> gate.fired(now));
        }
    }

    /** Delays add up, and a pressure leaves the call to others; but a rule has one pressure under way at most. */
    private boolean isPreempted(@Nullable Injection injection) {
        if (pressure != null) {
            return pressure.isUnderWay();
        }
        return !(rule.fault() instanceof Latency) && injection != null && injection.fault() != null;
    }

    private long delayNanos(long call) {
        if (replayed != null) {
            return replayed.delayNanos(call);
        }
        return rule.fault() instanceof Latency latency
                ? latency.sampleNanos(DecisionStream.draws(stream, call, DecisionStream.DELAY_LANE))
                : 0;
    }

    private boolean inScope(CallAttributes attributes) {
        if (attributes == JvmSchedule.CALL) {
            return true;
        }
        Chaos owner = attributes.engine();
        return (owner == null ? ChaosContext.current().engine() : owner) == engine;
    }

    private boolean acts() {
        return enabled && end == null;
    }

    /** A target could not apply the fault. */
    void refused(String reason) {
        if (refusals.size() < MOST_REFUSALS && refusals.add(reason)) {
            engine.book().refused(this, reason);
        }
    }

    /** {@return the gate that waits for another rule; null if there is none} */
    @Nullable
    AwaitedRule awaits() {
        return gates == null ? null : gates.awaited();
    }

    /** The gates that this rule opens when it fires; the rule book holds its monitor. */
    void setAwaitedBy(List<AwaitedRule> waiting) {
        awaitedBy = waiting;
    }

    /** {@return these attributes, and those that a call is asked for on behalf of this rule} */
    List<AttributeKey> askedKeys(List<AttributeKey> others) {
        Cohort cohort = rule.selector().cohort();
        return Stream.of(
                        others.stream(),
                        rule.selector().conditions().stream().map(Selector.Condition::key),
                        Stream.ofNullable(cohort).map(Cohort::key),
                        engine.ceiling().protectedScopes().stream().map(Selector.Condition::key))
                .flatMap(keys -> keys)
                .distinct()
                .toList();
    }

    OutcomeCounts outcomes() {
        return outcomes;
    }

    /** {@return how long the rule has been armed, whatever the time of day did} */
    Duration age() {
        return Duration.ofNanos(engine.clock().nanoTime() - armedNanos);
    }

    SpentBounds spent() {
        return bounds;
    }

    long stream() {
        return stream;
    }

    /** An index finds the rule from now on; null if none does any more. The point's monitor is held. */
    void indexed(RuleIndex.@Nullable Share found) {
        RuleIndex.Share former = share;
        if (former != null) {
            notSelected.add(notFound());
            protectedCalls.add(former.protectedPasses());
            unknown.add(former.unknownPasses());
            lookedUp.reset();
        }
        share = found;
    }

    /** The index has found the rule for a call, and it is going to be asked. */
    void lookedUp() {
        lookedUp.increment();
    }

    /** Calls for which the index did not find the rule: it would have said no. */
    private long notFound() {
        RuleIndex.Share found = share;
        return found == null ? 0 : Math.max(0, found.passes() - lookedUp.sum());
    }

    /** {@return its place among all rules that were ever armed in this JVM} */
    long order() {
        return order;
    }

    /** {@return why the fault could not be applied to some calls} */
    List<String> refusals() {
        return refusals.stream().sorted().toList();
    }

    void fail(Throwable bug) {
        engine.book().failed(this, bug);
    }

    /** A number in [0, 1) for one call, for faults that leave something to chance. */
    double uniform(long call, int lane) {
        return DecisionStream.uniform(stream, call, lane);
    }

    void ended(InjectionPart part, boolean asTheFaultSays) {
        if (pending.remove(part)) {
            bounds.ended();
            (asTheFaultSays ? done : cancelled).increment();
        }
    }

    /** Changes the flag; the rule book holds its monitor. */
    void setEnabled(boolean on) {
        enabled = on;
        if (on) {
            addToPoint();
        } else {
            point.remove(this);
            cancelPending();
        }
    }

    private void addToPoint() {
        boolean added = false;
        try {
            point.add(this);
            added = true;
        } finally {
            if (!added) {
                // What else the point needs is not to be had: the rule is off, and can be switched on another time.
                enabled = false;
                point.remove(this);
            }
        }
    }

    /** Ends the rule; the rule book holds its monitor. */
    void setEnd(End reason) {
        end = reason;
        point.remove(this);
        cancelPending();
    }

    private void cancelPending() {
        pending.forEach(InjectionPart::cancel);
    }

    @Override
    public String toString() {
        return rule.id() + " at " + point + (end == null ? enabled ? "" : " (disabled)" : " (" + end + ")");
    }
}
