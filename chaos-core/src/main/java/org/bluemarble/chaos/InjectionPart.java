package org.bluemarble.chaos;

import java.util.concurrent.atomic.AtomicReference;
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
    private volatile boolean calledOff;
    private volatile @Nullable Runnable onCancel;

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
        calledOff = true;
        if (state.compareAndSet(State.WAITING, State.ENDED)) {
            rule.ended(this, false);
        }
        Runnable action = onCancel;
        if (action != null) {
            action.run();
        }
    }

    void onCancel(Runnable action) {
        onCancel = action;
        // cancel() writes calledOff, then reads the action; here it is the other way round: one of the two runs it.
        if (calledOff) {
            action.run();
        }
    }
}
