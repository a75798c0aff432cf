package org.bluemarble.chaos;

/** What an {@link InjectionObserver} is told of one injection after its decision. The same promises hold as there. */
public interface InjectionObservation {

    /**
     * Tells, once and before {@link #ended}, that the disturbed call is about to return, on its thread. Where a fault goes
     * on without its caller, as a late commit does, the end comes later and on another thread.
     */
    default void callReturns() {}

    /** Tells, once, how the injection ended. An injection that halts the JVM never ends. */
    default void ended(InjectionEnd end) {}
}
