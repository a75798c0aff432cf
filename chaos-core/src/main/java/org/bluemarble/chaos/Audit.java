package org.bluemarble.chaos;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The trail of changes, and those who want to be told of them. */
final class Audit {

    /** Changes are made by people and schedules: a thousand reach back for days. */
    private static final int CAPACITY = 1000;

    private final ChaosClock clock;
    private final Deque<ChaosEvent> trail = new ArrayDeque<>();
    private final CopyOnWriteArrayList<Consumer<ChaosEvent>> listeners = new CopyOnWriteArrayList<>();
    private long last;

    Audit(ChaosClock clock) {
        this.clock = clock;
    }

    void add(ChaosEvent.Kind kind, @Nullable String rule, String actor, String text) {
        ChaosEvent event;
        synchronized (this) {
            event = new ChaosEvent(++last, clock.now(), kind, rule, actor, text);
            if (trail.size() == CAPACITY) {
                trail.removeFirst();
            }
            trail.addLast(event);
        }
        for (Consumer<ChaosEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException bug) {
                // A listener's bug is not the business of whoever armed a rule.
                System.err.println("chaos: a listener failed on " + event + ": " + bug);
            }
        }
    }

    synchronized List<ChaosEvent> events() {
        return List.copyOf(trail);
    }

    Runnable listen(Consumer<ChaosEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
