package org.bluemarble.chaos;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the calls of one armed rule that count and chance let fire: gates, other rules, bounds, the ceiling's hours
 * and event loops may each leave one alone still, in this order; the others get the rule's part of an injection. Thread-safe
 * and lock-free.
 */
final class DueCalls {

    /** Reasons hold a driver's or a state's name; more than a few different ones tell nothing new. */
    private static final int MOST_REFUSALS = 20;

    private final ArmedRule rule;
    private final Fault fault;
    private final Chaos engine;
    private final long stream;
    private final TimeToLive timeToLive;
    private final boolean dryRun;
    private final boolean mayNotBlock;
    private final @Nullable ArmedGates gates;
    private final SpentBounds bounds;
    private final @Nullable ArmedPressure pressure;

    /** What to decide, where the engine replays a recording. */
    private final Replay.@Nullable OfArming replayed;

    private final OutcomeCounts outcomes = new OutcomeCounts();
    private final PendingInjections pending;

    /** Why the fault could not be applied, each reason once. */
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();

    /** Gates of other rules that open when this one fires; replaced as a whole under the rule book's monitor. */
    private volatile List<AwaitedRule> awaitedBy = List.of();

    /**
     * Creates what decides about a rule's calls from now on.
     *
     * @param rule the rule that is being armed, which knows its description, its engine and whether it is a dry run
     */
    DueCalls(ArmedRule rule, long stream, TimeToLive timeToLive, Replay.@Nullable OfArming replayed) {
        FaultRule described = rule.rule();
        this.rule = rule;
        this.fault = described.fault();
        this.engine = rule.engine();
        this.stream = stream;
        this.timeToLive = timeToLive;
        this.dryRun = rule.isDryRun();
        this.replayed = replayed;
        TriggerForm form = TriggerForm.of(described.trigger()).orElseThrow();
        // What was recorded had come through the gates and the bounds of its time.
        this.gates = replayed == null ? ArmedGates.of(form, engine.clock(), timeToLive.beganNanos()) : null;
        this.bounds = new SpentBounds(
                replayed == null ? described.bounds() : described.bounds().limitAlone());
        this.pending = new PendingInjections(bounds);
        this.pressure = ArmedPressure.of(rule, fault);
        this.mayNotBlock = !described.allowBlocking()
                && FaultCatalogue.process()
                        .fault(fault.name(), described.point())
                        .map(FaultDescriptor::blocks)
                        .orElse(false);
    }

    /** Decides about a call, and adds the rule's part to the injection, which is created with the first part. */
    @Nullable
    Injection decide(InjectionPoint here, CallAttributes attributes, long call, @Nullable Injection injection) {
        if (timeToLive.isOver()) {
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
            pending.neverBegan();
            return injection;
        }
        return loop == null ? inject(here, call, delayNanos, injection) : refuseToBlock(loop, call, injection);
    }

    /** Delays add up, and a pressure leaves the call to others; but a rule has one pressure under way at most. */
    private boolean isPreempted(@Nullable Injection injection) {
        if (pressure != null) {
            return pressure.isUnderWay();
        }
        return !(fault instanceof Latency) && injection != null && injection.fault() != null;
    }

    private long delayNanos(long call) {
        if (replayed != null) {
            return replayed.delayNanos(call);
        }
        return fault instanceof Latency latency
                ? latency.sampleNanos(DecisionStream.draws(stream, call, DecisionStream.DELAY_LANE))
                : 0;
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
        if (rule.acts()) {
            engine.decisions().pretended(rule, call, delayNanos);
            tellAwaiting();
        }
        return injection;
    }

    /** A stall is of the thread itself, which no target can schedule. */
    private boolean isScheduled(CallAttributes attributes) {
        return attributes.delaysWithoutBlocking() && !(fault instanceof Stall);
    }

    private @Nullable Injection refuseToBlock(String loop, long call, @Nullable Injection injection) {
        bounds.ended();
        outcomes.add(call, Outcome.BLOCKING);
        String reason = fault.name() + " would have blocked " + loop
                + ", on which many wait; the rule needs allow-blocking=true for that";
        engine.decisions().refused(rule, call, reason);
        refused(reason);
        return injection;
    }

    /** The fault could not be applied. */
    void refused(String reason) {
        if (refusals.size() < MOST_REFUSALS && refusals.add(reason)) {
            engine.book().refused(rule, reason);
        }
    }

    private @Nullable Injection inject(InjectionPoint here, long call, long delayNanos, @Nullable Injection injection) {
        outcomes.add(call, Outcome.INJECTED);
        InjectionPart part = pending.add(rule, call, delayNanos);
        try {
            return inject(here, part, injection);
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // Observers may be greedy: the call passes, and what it took it gives back.
            part.end(false);
            return injection;
        }
    }

    private @Nullable Injection inject(InjectionPoint here, InjectionPart part, @Nullable Injection injection) {
        // Disarming writes the state, then cancels what is pending: ArmedRule.setEnd and setEnabled. Here the part
        // became pending, and then the state is read. So one of the two sees the other, and no part escapes.
        if (!rule.acts()) {
            part.cancel();
            return injection;
        }
        part.observedBy(engine.decisions().injected(rule, part.call(), part.delayNanos()));
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

    /** {@return the gate that waits for another rule; null if there is none} */
    @Nullable
    AwaitedRule awaits() {
        return gates == null ? null : gates.awaited();
    }

    /** The gates that the rule opens when it fires; the rule book holds its monitor. */
    void setAwaitedBy(List<AwaitedRule> waiting) {
        awaitedBy = waiting;
    }

    /** {@return why the fault could not be applied to some calls} */
    List<String> refusals() {
        return refusals.stream().sorted().toList();
    }

    OutcomeCounts outcomes() {
        return outcomes;
    }

    SpentBounds bounds() {
        return bounds;
    }

    PendingInjections pending() {
        return pending;
    }
}
