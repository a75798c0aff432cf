package org.bluemarble.chaos;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of one armed rule's calls until they were selected: those that it was asked about, and those for which
 * an index did not find it. Thread-safe.
 */
final class CallCounts {

    private final AtomicLong selected = new AtomicLong();
    private final PassCount notSelected = new PassCount();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder control = new LongAdder();
    private final LongAdder protectedCalls = new LongAdder();
    private final PassCount outOfScope = new PassCount();

    /** How often an index found the rule since it holds it. */
    private final LongAdder lookedUp = new LongAdder();

    /** What the index counted for the rule while it did not find it. */
    private volatile RuleIndex.@Nullable Share share;

    /** {@return the number of a call that was selected, from 1} */
    long nextSelected() {
        return selected.incrementAndGet();
    }

    PassCount notSelected() {
        return notSelected;
    }

    PassCount outOfScope() {
        return outOfScope;
    }

    void addUnknown() {
        unknown.increment();
    }

    void addControl() {
        control.increment();
    }

    void addProtected() {
        protectedCalls.increment();
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
    void addLookedUp() {
        lookedUp.increment();
    }

    /** Calls for which the index did not find the rule: it would have said no. */
    private long notFound() {
        RuleIndex.Share found = share;
        return found == null ? 0 : Math.max(0, found.passes() - lookedUp.sum());
    }

    /** {@return these counts, and what became of the calls that were selected} */
    RuleCounters with(DueCalls due, boolean dryRun) {
        RuleIndex.Share found = share;
        OutcomeCounts outcomes = due.outcomes();
        PendingInjections pending = due.pending();
        // Read first: what is refused was taken before.
        long blocking = outcomes.of(Outcome.BLOCKING);
        long taken = due.bounds().taken();
        return new RuleCounters(
                selected.get(),
                outcomes.sum(Outcome.PREEMPTED, Outcome.NO_ROOM) + taken,
                outcomes.of(Outcome.PREEMPTED),
                outcomes.of(Outcome.LIMIT),
                dryRun ? 0 : taken - blocking,
                pending.done(),
                pending.cancelled(),
                pending.count(),
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
}
