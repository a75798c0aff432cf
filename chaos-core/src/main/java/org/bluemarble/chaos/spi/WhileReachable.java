package org.bluemarble.chaos.spi;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.InjectionObservation;
import org.bluemarble.chaos.InjectionObserver;
import org.bluemarble.chaos.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * Lets an engine tell somebody for as long as somebody else keeps them. The engine may outlive an application many times: what
 * it holds itself keeps that application's class loader in memory after a redeployment. Thread-safe.
 */
public final class WhileReachable {

    private WhileReachable() {}

    /**
     * Does what {@link Chaos#observe} does.
     *
     * @param observer to be kept by the caller; once it is garbage, nobody is told any more
     * @return ends the observing
     */
    public static Runnable observe(Chaos engine, InjectionObserver observer) {
        Kept<InjectionObserver> kept = new Kept<>(observer);
        return kept.until(engine.observe(new Observing(kept)));
    }

    /**
     * Does what {@link Chaos#listen} does.
     *
     * @param listener to be kept by the caller; once it is garbage, nobody is told any more
     * @return ends the listening
     */
    public static Runnable listen(Chaos engine, Consumer<ChaosEvent> listener) {
        Kept<Consumer<ChaosEvent>> kept = new Kept<>(listener);
        return kept.until(engine.listen(event -> {
            @Nullable Consumer<ChaosEvent> told = kept.get();
            if (told != null) {
                told.accept(event);
            }
        }));
    }

    private record Observing(Kept<InjectionObserver> kept) implements InjectionObserver {
        @Override
        public @Nullable InjectionObservation decided(JournalEntry entry) {
            @Nullable InjectionObserver told = kept.get();
            return told == null ? null : told.decided(entry);
        }
    }

    /** Somebody whom others keep, and how to stop once they are gone. */
    private static final class Kept<T> {

        private final WeakReference<T> reference;
        private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();

        Kept(T told) {
            this.reference = new WeakReference<>(Objects.requireNonNull(told, "told"));
        }

        Runnable until(Runnable stopping) {
            stop.set(stopping);
            return stopping;
        }

        @Nullable
        T get() {
            @Nullable T told = reference.get();
            if (told == null) {
                @Nullable Runnable stopping = stop.getAndSet(null);
                if (stopping != null) {
                    stopping.run();
                }
            }
            return told;
        }
    }
}
