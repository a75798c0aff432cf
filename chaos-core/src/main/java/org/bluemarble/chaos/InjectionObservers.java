package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/** Those who are told of one engine's injections. Keeps their bugs from the game server. Thread-safe. */
final class InjectionObservers {

    private final CopyOnWriteArrayList<InjectionObserver> observers = new CopyOnWriteArrayList<>();

    Runnable add(InjectionObserver observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    /** Tells all of a decision; returns those who want to be told more, and null if nobody does. */
    @Nullable
    InjectionObservation decided(JournalEntry entry) {
        InjectionObservation first = null;
        Several several = null;
        for (InjectionObserver observer : observers) {
            InjectionObservation told = decided(observer, entry);
            if (told == null) {
                continue;
            }
            if (first == null) {
                first = told;
            } else {
                several = several == null ? new Several(first) : several;
                several.all.add(told);
            }
        }
        return several == null ? first : several;
    }

    private static @Nullable InjectionObservation decided(InjectionObserver observer, JournalEntry entry) {
        try {
            return observer.decided(entry);
        } catch (Exception | LinkageError | AssertionError bug) {
            reported(observer, bug);
            return null;
        }
    }

    /** Tells one of what became of its injection, and keeps its bug from the caller. */
    static void tell(InjectionObservation observation, Consumer<InjectionObservation> what) {
        try {
            what.accept(observation);
        } catch (Exception | LinkageError | AssertionError bug) {
            reported(observation, bug);
        }
    }

    private static void reported(Object listener, Throwable bug) {
        InternalProblems.report(listener.getClass().getName() + " was not told of an injection", bug);
    }

    /** More than one who listens, each kept from the others' bugs. */
    private static final class Several implements InjectionObservation {

        private final List<InjectionObservation> all = new ArrayList<>(3);

        Several(InjectionObservation first) {
            all.add(first);
        }

        @Override
        public void callReturns() {
            all.forEach(one -> tell(one, InjectionObservation::callReturns));
        }

        @Override
        public void ended(InjectionEnd end) {
            all.forEach(one -> tell(one, told -> told.ended(end)));
        }
    }
}
