package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bluemarble.chaos.pressure.Pressure;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/** What one rule contributes to an injection. Begins at most once, and not after its rule ended. */
final class InjectionPart {

    private enum State {
        WAITING,
        BEGUN,
        ENDED
    }

    private final ArmedRule rule;
    private final long call;
    private final long delayNanos;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** Whom to tell when the part is called off; guarded by this, and empty once they were told. */
    private List<Runnable> onCancel = List.of();

    /** Written under this, so that no action is registered between the telling and the flag. */
    private volatile boolean calledOff;

    // Touched by the call's thread alone, or by the one that ends the injection for it.
    private @Nullable InjectionObservation observation;
    private InjectionEnd.@Nullable Outcome outcome;
    private @Nullable String reason;
    private long waitedNanos = -1;

    InjectionPart(ArmedRule rule, long call, long delayNanos) {
        this.rule = rule;
        this.call = call;
        this.delayNanos = delayNanos;
    }

    ArmedRule rule() {
        return rule;
    }

    long call() {
        return call;
    }

    long delayNanos() {
        return delayNanos;
    }

    boolean isDelay() {
        return rule.rule().fault() instanceof Latency;
    }

    boolean begin() {
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    boolean isCalledOff() {
        return calledOff;
    }

    void end(boolean asTheFaultSays) {
        State former = state.getAndSet(State.ENDED);
        if (former != State.ENDED) {
            boolean done = asTheFaultSays && former == State.BEGUN && !wasCutShort();
            if (outcome == null && done) {
                outcome = InjectionEnd.Outcome.DONE;
            }
            rule.ended(this, done);
        }
    }

    void observedBy(@Nullable InjectionObservation observation) {
        this.observation = observation;
    }

    /** The fault did not act, for a reason of its own. */
    void failed(InjectionEnd.Outcome how, String why) {
        outcome = how;
        reason = why;
    }

    /** The call waited because of this part. */
    void waited(long nanos) {
        waitedNanos = Math.max(0, waitedNanos) + nanos;
    }

    void callReturns() {
        if (observation != null) {
            InjectionObservers.tell(observation, InjectionObservation::callReturns);
        }
    }

    /** Tells who observes, once, after the part has ended. */
    void tellEnd() {
        InjectionObservation told = observation;
        if (told != null) {
            observation = null;
            InjectionEnd.Outcome how = outcome == null ? InjectionEnd.Outcome.CANCELLED : outcome;
            InjectionEnd end = new InjectionEnd(how, addedNanos(how), reason);
            InjectionObservers.tell(told, one -> one.ended(end));
        }
    }

    /** A target that schedules a delay itself does not say how long it took: then it is taken as asked for. */
    private long addedNanos(InjectionEnd.Outcome how) {
        return waitedNanos >= 0 ? waitedNanos : how == InjectionEnd.Outcome.DONE ? delayNanos : 0;
    }

    /** A wait ends early when its rule does; any other fault that had begun runs to its end, and is done. */
    private boolean wasCutShort() {
        Fault fault = rule.rule().fault();
        return calledOff && (isDelay() || fault instanceof WaitingFault || fault instanceof Pressure);
    }

    /** The rule ended or was disabled: a part that waits never begins, and one that has begun learns of it. */
    void cancel() {
        List<Runnable> told;
        synchronized (this) {
            calledOff = true;
            told = onCancel;
            onCancel = List.of();
        }
        if (state.compareAndSet(State.WAITING, State.ENDED)) {
            rule.ended(this, false);
        }
        told.forEach(InjectionPart::tell);
    }

    /** The action runs once: here, if the part is called off already, and otherwise in {@link #cancel()}. */
    void onCancel(Runnable action) {
        synchronized (this) {
            if (!calledOff) {
                if (onCancel.isEmpty()) {
                    onCancel = new ArrayList<>(2);
                }
                onCancel.add(action);
                return;
            }
        }
        tell(action);
    }

    private static void tell(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError bug) {
            // One target's bug must not keep the others that wait from being released.
            InternalProblems.report("what waits for a rule's end was not told of it", bug);
        }
    }
}
