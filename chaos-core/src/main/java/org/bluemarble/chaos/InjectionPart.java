package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

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
    private volatile boolean calledOff;

    /** Guarded by this: what to run when the part is called off; each action runs once. */
    private List<Runnable> onCancel = List.of();

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

    boolean isWaiting() {
        return state.get() == State.WAITING;
    }

    boolean isCalledOff() {
        return calledOff;
    }

    void end(boolean asTheFaultSays) {
        State former = state.getAndSet(State.ENDED);
        if (former != State.ENDED) {
            rule.ended(this, asTheFaultSays && former == State.BEGUN && !calledOff);
        }
    }

    /** The rule ended or was disabled: a part that waits never begins, and one that has begun learns of it. */
    void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            calledOff = true;
            actions = onCancel;
            onCancel = List.of();
        }
        if (state.compareAndSet(State.WAITING, State.ENDED)) {
            rule.ended(this, false);
        }
        actions.forEach(Runnable::run);
    }

    /** A target registers its own action, and waiting registers another: none replaces the other. */
    void onCancel(Runnable action) {
        synchronized (this) {
            if (!calledOff) {
                List<Runnable> actions = new ArrayList<>(onCancel);
                actions.add(action);
                onCancel = actions;
                return;
            }
        }
        action.run();
    }
}
