package org.bluemarble.chaos;

import org.jspecify.annotations.Nullable;

/**
 * Enters what the rules of one engine decide into its journal, with the time and the player, and tells those who observe
 * injections. Thread-safe and lock-free.
 */
final class DecisionRecord {

    private final Journal journal;
    private final ChaosClock clock;
    private final InjectionObservers observers = new InjectionObservers();

    DecisionRecord(Journal journal, ChaosClock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** {@return ends the observing} */
    Runnable observe(InjectionObserver observer) {
        return observers.add(observer);
    }

    /** Enters a decision to inject, and tells those who observe; returns those who want to be told more. */
    @Nullable
    InjectionObservation injected(ArmedRule rule, long call, long delayNanos) {
        return observers.decided(journal.append(rule, call, delayNanos, clock.now(), ChaosContext.currentPlayer()));
    }

    /** Enters what a dry run decided. Those who observe injections are not told: there is none. */
    void pretended(ArmedRule rule, long call, long delayNanos) {
        journal.append(rule, call, delayNanos, clock.now(), ChaosContext.currentPlayer());
    }

    /** Enters a decision that came to nothing. Those who observe injections are not told: there is none. */
    void refused(ArmedRule rule, long call, String reason) {
        journal.refuse(rule, call, clock.now(), ChaosContext.currentPlayer(), reason);
    }
}
