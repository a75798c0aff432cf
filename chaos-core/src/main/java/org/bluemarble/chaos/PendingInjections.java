package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** The injections of one armed rule that were decided and have not ended, and how the others ended. Thread-safe. */
final class PendingInjections {

    private final SpentBounds bounds;

    /** Disarming cancels what it finds here. */
    private final Set<InjectionPart> parts = ConcurrentHashMap.newKeySet();

    private final LongAdder done = new LongAdder();
    private final LongAdder cancelled = new LongAdder();

    /**
     * Creates an empty set.
     *
     * @param bounds told of every end
     */
    PendingInjections(SpentBounds bounds) {
        this.bounds = bounds;
    }

    /** Adds what a call was decided to have; where memory or stack do not suffice, nothing stays, and the shortage is thrown. */
    InjectionPart add(ArmedRule rule, long call, long delayNanos) {
        InjectionPart part = null;
        try {
            part = new InjectionPart(rule, call, delayNanos);
            parts.add(part);
            return part;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            if (part != null) {
                parts.remove(part);
            }
            neverBegan();
            throw shortage;
        }
    }

    /** What was taken from the limit stays taken; so that the counts agree, the injection counts as cancelled. */
    void neverBegan() {
        bounds.ended();
        cancelled.increment();
    }

    void ended(InjectionPart part, boolean asTheFaultSays) {
        if (parts.remove(part)) {
            bounds.ended();
            (asTheFaultSays ? done : cancelled).increment();
        }
    }

    void cancelAll() {
        parts.forEach(InjectionPart::cancel);
    }

    /** {@return whether there is none before {@code timeout} passes, or the thread is interrupted} */
    boolean awaitNone(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!parts.isEmpty()) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(100_000);
        }
        return true;
    }

    int count() {
        return parts.size();
    }

    /** {@return how many ended as their fault says} */
    long done() {
        return done.sum();
    }

    long cancelled() {
        return cancelled.sum();
    }
}
