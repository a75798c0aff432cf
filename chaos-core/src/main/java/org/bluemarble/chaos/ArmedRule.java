package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A rule that was armed, until it ends: by {@link #disarm()}, by its time to live, by the kill switch, or because a bug
 * showed. Thread-safe; closing disarms, and may be done twice.
 */
// A long file, because the API of a rule is one; here are its state, and whether a call is the rule's. What becomes of
// a
// call on which it fires stands in DueCalls, what is under way in PendingInjections, what was counted in CallCounts.
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
    private final TimeToLive timeToLive;
    private final boolean dryRun;

    /** What to decide, where the engine replays a recording. */
    private final Replay.@Nullable OfArming replayed;

    private final CallCounts counts = new CallCounts();

    // Of the counts, but here, too: nearly every call adds to one of them and does nothing else, and shall not go
    // through
    // one object more for it.
    private final PassCount notSelected = counts.notSelected();
    private final PassCount outOfScope = counts.outOfScope();

    private final DueCalls dueCalls;

    private volatile @Nullable String lease;
    private volatile boolean enabled;
    private final boolean asksForWhom;
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
        this.timeToLive = new TimeToLive(rule.bounds().ttl(), engine.clock());
        this.dryRun = rule.dryRun() || engine.ceiling().dryRun();
        this.dueCalls = new DueCalls(this, stream, timeToLive, replayed);
        List<AttributeKey> asked = PointRules.askedKeys(this, List.of());
        this.asksForWhom = asked.contains(AttributeKey.PLAYER)
                || asked.contains(AttributeKey.SESSION)
                || rule.bounds().players() != Bounds.UNLIMITED;
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
        return isArmed() ? timeToLive.left() : Duration.ZERO;
    }

    /** {@return whether the rule only decides: it says so itself, or the ceiling does} */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Whether it, or what the ceiling protects, asks for the player or the session of a call. */
    boolean asksForWhom() {
        return asksForWhom;
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
        return counts.with(dueCalls, dryRun);
    }

    /**
     * Waits until no injection of this rule is under way. For tests: disarming itself waits for nobody.
     *
     * @return whether that was so before {@code timeout} passed
     */
    public boolean awaitIdle(Duration timeout) {
        return dueCalls.pending().awaitNone(timeout);
    }

    /** Decides about one call and adds this rule's part to the injection, which is created with the first part. */
    @Nullable
    Injection decide(InjectionPoint here, CallAttributes attributes, @Nullable Injection injection) {
        if (!global && !inScope(attributes)) {
            outOfScope.increment();
            return injection;
        }
        if (untouchable != null && untouchable.cover(attributes)) {
            counts.addProtected();
            return injection;
        }
        Selector.Match match = matcher.test(attributes);
        if (match == Selector.Match.NO) {
            notSelected.increment();
            return injection;
        }
        if (match == Selector.Match.UNKNOWN) {
            counts.addUnknown();
            return injection;
        }
        if (!attributes.isNewTo(this)) {
            return injection;
        }
        if (match == Selector.Match.CONTROL) {
            counts.addControl();
            return injection;
        }
        // Elsewhere: what nearly every call runs through stays small enough to be inlined.
        long call = counts.nextSelected();
        return fires(call) ? dueCalls.decide(here, attributes, call, injection) : injection;
    }

    private boolean fires(long call) {
        return replayed == null ? rule.trigger().fires(stream, call) : replayed.fires(call);
    }

    private boolean inScope(CallAttributes attributes) {
        if (attributes == JvmSchedule.CALL) {
            return true;
        }
        Chaos owner = attributes.engine();
        return (owner == null ? ChaosContext.current().engine() : owner) == engine;
    }

    /** {@return whether the rule has not ended and its flag is on} */
    boolean acts() {
        return enabled && end == null;
    }

    /** A target could not apply the fault. */
    void refused(String reason) {
        dueCalls.refused(reason);
    }

    DueCalls dueCalls() {
        return dueCalls;
    }

    OutcomeCounts outcomes() {
        return dueCalls.outcomes();
    }

    /** {@return how long the rule has been armed, whatever the time of day did} */
    Duration age() {
        return timeToLive.age();
    }

    SpentBounds spent() {
        return dueCalls.bounds();
    }

    long stream() {
        return stream;
    }

    /** An index finds the rule from now on; null if none does any more. The point's monitor is held. */
    void indexed(RuleIndex.@Nullable Share found) {
        counts.indexed(found);
    }

    /** The index has found the rule for a call, and it is going to be asked. */
    void lookedUp() {
        counts.addLookedUp();
    }

    /** {@return its place among all rules that were ever armed in this JVM} */
    long order() {
        return order;
    }

    /** {@return why the fault could not be applied to some calls} */
    List<String> refusals() {
        return dueCalls.refusals();
    }

    void fail(Throwable bug) {
        engine.book().failed(this, bug);
    }

    void ended(InjectionPart part, boolean asTheFaultSays) {
        dueCalls.pending().ended(part, asTheFaultSays);
    }

    /** Changes the flag; the rule book holds its monitor. */
    void setEnabled(boolean on) {
        enabled = on;
        if (on) {
            addToPoint();
        } else {
            point.remove(this);
            dueCalls.pending().cancelAll();
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
        dueCalls.pending().cancelAll();
    }

    @Override
    public String toString() {
        return rule.id() + " at " + point + (end == null ? enabled ? "" : " (disabled)" : " (" + end + ")");
    }
}
