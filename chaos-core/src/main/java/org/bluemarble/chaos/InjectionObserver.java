package org.bluemarble.chaos;

import org.jspecify.annotations.Nullable;

/**
 * Is told of every injection of an engine, for metrics, traces and logs: see {@link Chaos#observe}. It is called on the
 * thread of the disturbed call, often under locks of the game server's, and so must neither block nor pass an injection
 * point. What it throws is counted as an internal problem and never reaches the game server. Implementations are
 * thread-safe.
 */
@FunctionalInterface
public interface InjectionObserver {

    /**
     * Tells of a decision to inject, after it was entered into the journal and before the fault acts.
     *
     * @return what is to be told of the injection's end; null if that does not matter
     */
    @Nullable
    InjectionObservation decided(JournalEntry entry);
}
