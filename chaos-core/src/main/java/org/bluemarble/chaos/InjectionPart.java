package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bluemarble.chaos.spi.InternalProblems;

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
            rule.ended(this, asTheFaultSays && former == State.BEGUN && !wasCutShort());
        }
    }

    /** A wait ends early when its rule does; any other fault that had begun runs to its end, and is done. */
    private boolean wasCutShort() {
        return calledOff && (isDelay() || rule.rule().fault() instanceof Hang);
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
