package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One decision to disturb one call, until it is done or cancelled. Several rules may have had a part in it: their delays
 * add up, and of their other faults the first acts.
 *
 * <p>The target applies it: it waits for {@link #await(Phase)}, and when the acting fault's phase comes it calls
 * {@link #begin()} and, if that returns true, does what {@link #fault()} says. It ends every injection with exactly one of
 * {@link #done()} and {@link #cancelled()}. Used by one thread at a time; cancelling comes from any thread.
 */
public final class Injection {

    private static final long LONGEST_PARK_NANOS = TimeUnit.DAYS.toNanos(1);
    private static final long RANDOM_HALT_SPAN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final InjectionPoint point;
    private final List<InjectionPart> delays = new ArrayList<>(1);
    private @Nullable InjectionPart acting;
    private boolean returned;

    Injection(InjectionPoint point) {
        this.point = point;
    }

    void add(InjectionPart part) {
        if (part.isDelay()) {
            delays.add(part);
        } else {
            acting = part;
        }
    }

    /** {@return the point where the decision was made} */
    public InjectionPoint point() {
        return point;
    }

    /** {@return the fault that acts, other than a delay; null if the call is only delayed} */
    public @Nullable Fault fault() {
        return acting == null ? null : acting.rule().rule().fault();
    }

    /** {@return the phase in which {@link #fault()} acts; null if the call is only delayed} */
    public @Nullable Phase phase() {
        return acting == null ? null : acting.rule().phase();
    }

    /** {@return whether a fault other than a delay acts in this phase} */
    public boolean actsIn(Phase phase) {
        return phase() == phase;
    }

    /** {@return the id of the rule whose fault acts, or of the first that delays} */
    public String rule() {
        return first().rule().id();
    }

    /** {@return which side of its cohort that rule selects, as metrics name it, or null if it has none} */
    public @Nullable String cohort() {
        Cohort cohort = first().rule().rule().selector().cohort();
        return cohort == null ? null : cohort.side().spelling();
    }

    /** {@return the number of the selected call, as that rule counts} */
    public long call() {
        return first().call();
    }

    private InjectionPart first() {
        return acting != null ? acting : delays.get(0);
    }

    /** {@return a mark for the exception that the caller will see} */
    public InjectedFault marker() {
        return new InjectedFault(rule(), point.name(), call());
    }

    /**
     * Draws a number for what the acting fault leaves to chance. The same lane gives the same number.
     *
     * @param lane from 0 to 99
     * @return from 0 up to, not including, 1
     */
    public double uniform(int lane) {
        Objects.checkIndex(lane, 100);
        InjectionPart part = first();
        return part.rule().uniform(part.call(), 100 + lane);
    }

    /** {@return how long the call is to be delayed in a phase, all rules together} */
    public long delayNanos(Phase phase) {
        long sum = 0;
        for (InjectionPart part : delays) {
            if (part.rule().phase() == phase && !part.isCalledOff()) {
                sum += part.delayNanos();
            }
        }
        return sum;
    }

    /**
     * Begins the delays of a phase, once, for a target that lets the call go on later without a thread that waits. It asks
     * {@link #delayNanos(Phase)} again whenever {@link #onCancel} has told it that a rule ended: the call is then due
     * sooner.
     *
     * @return how long the call is to be delayed, from now
     */
    public long beginDelay(Phase phase) {
        JvmHalt.stayIfHalting();
        long sum = 0;
        for (InjectionPart part : delays) {
            if (part.rule().phase() == phase && part.begin()) {
                sum += part.delayNanos();
            }
        }
        return sum;
    }

    /**
     * Begins the acting fault.
     *
     * @return true once, if there is a fault and its rule has not ended; false otherwise, and then the call passes
     *     undisturbed
     */
    public boolean begin() {
        JvmHalt.stayIfHalting();
        return acting != null && acting.begin();
    }

    /**
     * Asks to be told, on the thread that ends the rule, that the acting fault is called off; where the call is only
     * delayed, that a delay is, once for each. The action runs at once if that is so already. It must not block. Several
     * actions may be registered, each of which is told. A target that schedules delays asks {@link #onAnyCancel}.
     */
    public void onCancel(Runnable action) {
        Objects.requireNonNull(action, "action");
        if (acting != null) {
            acting.onCancel(action);
        } else {
            delays.forEach(part -> part.onCancel(action));
        }
    }

    /** As {@link #onCancel}, but told of the acting fault and of every delay, once for each. */
    public void onAnyCancel(Runnable action) {
        Objects.requireNonNull(action, "action");
        parts().forEach(part -> part.onCancel(action));
    }

    /** {@return whether the rule of the acting fault, or of the first delay, has ended or was disabled since the decision} */
    public boolean isCalledOff() {
        return first().isCalledOff();
    }

    /**
     * Waits out the delays of a phase on the calling thread, once. Ends early for every rule that ends meanwhile. An
     * interrupt keeps its flag and the wait goes on, as in a blocked socket read.
     */
    public void await(Phase phase) {
        if (delays.isEmpty()) {
            return;
        }
        try {
            awaitDelays(phase);
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // There is no room to wait: the call goes on early, and not with an error of ours.
            return;
        }
    }

    private void awaitDelays(Phase phase) {
        long start = System.nanoTime();
        List<InjectionPart> begun = delays.stream()
                .filter(part -> part.rule().phase() == phase && part.begin())
                .toList();
        park(begun, () -> leftNanos(begun, start) > 0, () -> leftNanos(begun, start));
        shareOut(System.nanoTime() - start, begun);
    }

    private static void shareOut(long waitedNanos, List<InjectionPart> begun) {
        double asked = begun.stream().mapToLong(InjectionPart::delayNanos).sum();
        begun.forEach(part -> part.waited(asked == 0 ? 0 : (long) (waitedNanos * (part.delayNanos() / asked))));
    }

    private static long leftNanos(List<InjectionPart> begun, long start) {
        long sum = 0;
        for (InjectionPart part : begun) {
            sum += part.isCalledOff() ? 0 : part.delayNanos();
        }
        return sum - (System.nanoTime() - start);
    }

    /**
     * Waits as an acting {@link WaitingFault} says, on the calling thread: until the rule ends or is disabled, and at most
     * as long as the fault allows.
     *
     * @throws IllegalStateException if another fault acts
     */
    public void awaitHang() {
        if (fault() instanceof Stall stall) {
            awaitStall(stall);
        } else if (fault() instanceof Hang hang) {
            awaitNanos(
                    hang.duration().isZero() ? Long.MAX_VALUE : hang.duration().toNanos());
        } else {
            throw new IllegalStateException("fault was " + fault() + " but must be one that waits");
        }
    }

    private void awaitStall(Stall stall) {
        long nanos = stall.duration().toNanos();
        if (stall.how() == Stall.How.PARK) {
            awaitNanos(nanos);
            return;
        }
        long start = System.nanoTime();
        while (!isCalledOff() && System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
        first().waited(System.nanoTime() - start);
        JvmHalt.stayIfHalting();
    }

    /**
     * Does what an acting generic fault says, after {@link #begin()} returned true: waits on the calling thread, ends the
     * JVM, or makes what the caller shall see thrown.
     *
     * @return what the caller shall see thrown; null if the call goes on
     * @throws IllegalStateException if the acting fault is the target's own, or one that makes no sense at every point
     */
    public @Nullable Throwable act() {
        return GenericEffect.apply(this);
    }

    /**
     * Waits on the calling thread for what is part of the acting fault, such as a timeout that would pass; ends early if
     * the rule ends or is disabled.
     *
     * @param nanos how long
     * @return whether the whole time passed
     */
    public boolean awaitNanos(long nanos) {
        long start = System.nanoTime();
        park(
                List.of(first()),
                () -> !isCalledOff() && System.nanoTime() - start < nanos,
                () -> nanos - (System.nanoTime() - start));
        long waited = System.nanoTime() - start;
        first().waited(waited);
        return waited >= nanos;
    }

    private void park(List<InjectionPart> parts, BooleanSupplier waits, LongSupplier leftNanos) {
        Thread waiter = Thread.currentThread();
        parts.forEach(part -> part.onCancel(() -> LockSupport.unpark(waiter)));
        boolean interrupted = false;
        while (waits.getAsBoolean()) {
            LockSupport.parkNanos(this, Math.min(leftNanos.getAsLong(), LONGEST_PARK_NANOS));
            // Parking returns at once while the flag is set, so it is taken and given back.
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            waiter.interrupt();
        }
        // Who waited here when the JVM began to halt had not passed the point.
        JvmHalt.stayIfHalting();
    }

    /** Halts the JVM, as a {@link Crash} says; does not return. No other thread passes an injection point any more. */
    public void halt() {
        JvmHalt.now(this);
    }

    /**
     * Halts the JVM from another thread, 0 to 2 ms from now as {@link #uniform(int)} says, while the caller goes on: a
     * commit on a fast disk takes about a millisecond, so that the crash falls before or after it.
     */
    public void haltSoon() {
        JvmHalt.within(this, (long) (uniform(0) * RANDOM_HALT_SPAN_NANOS));
    }

    /** Ends the injection as the fault says. What did not begin counts as cancelled. */
    public void done() {
        end(true);
    }

    /**
     * Ends the acting fault because the target cannot apply it here, for example to this driver; where the call is only
     * delayed, the first delay. The reason goes into the audit trail, once for each rule and reason, and on standard error.
     * The delays of other rules are no part of it: the target goes on to wait for them, and ends the injection.
     */
    public void refuse(String reason) {
        first().rule().refused(Objects.requireNonNull(reason, "reason"));
        first().failed(InjectionEnd.Outcome.REFUSED, reason);
        spare();
    }

    /** Ends what {@link #refuse} ends, and says nothing, because the call turned out not to need it. */
    public void spare() {
        first().end(false);
    }

    /** Ends the injection without the fault, and without delays that have not begun. */
    public void cancelled() {
        end(false);
    }

    /**
     * {@return what an acting {@link ThrowingFault} throws into the caller, marked as injected}
     *
     * @throws IllegalStateException if another fault acts, or the class has become unusable since arming
     */
    public Throwable exception() {
        if (!(fault() instanceof ThrowingFault throwing)) {
            throw new IllegalStateException("fault was " + fault() + " but must be one that throws");
        }
        return GenericEffect.thrown(throwing, marker());
    }

    /**
     * Ends the injection and disarms its rule, because a bug showed while the fault was applied: the bug is counted and
     * said on standard error, and must not reach the game server.
     */
    public void fail(Throwable bug) {
        first().failed(InjectionEnd.Outcome.FAILED, bug.toString());
        end(false);
        first().rule().fail(bug);
    }

    /**
     * Tells those who observe that the call returns to its caller now, on whose thread this is called, while the fault
     * goes on and ends later. A target that ends the injection before the call returns need not say so.
     */
    public void callReturns() {
        if (!returned) {
            returned = true;
            parts().forEach(InjectionPart::callReturns);
        }
    }

    private void end(boolean asTheFaultSays) {
        // First what frees the bounds, and without taking any memory.
        if (acting != null) {
            acting.end(asTheFaultSays);
        }
        for (int i = 0; i < delays.size(); i++) {
            delays.get(i).end(asTheFaultSays);
        }
        try {
            callReturns();
            parts().forEach(InjectionPart::tellEnd);
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // Who observes is not told; the call goes on.
            return;
        }
    }

    private List<InjectionPart> parts() {
        if (acting == null) {
            return delays;
        }
        List<InjectionPart> parts = new ArrayList<>(delays.size() + 1);
        parts.add(acting);
        parts.addAll(delays);
        return parts;
    }

    @Override
    public String toString() {
        return first().rule().rule().fault().name() + " by rule '" + rule() + "' at " + point;
    }
}
