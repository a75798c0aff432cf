package org.bluemarble.chaos;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The trail of changes, and those who want to be told of them. A change is entered under the engine's monitor, where it is
 * made, so that the trail has the order of the changes; listeners are told afterwards, outside of it, in that same order.
 */
final class Audit {

    /** Changes are made by people and schedules: a thousand reach back for days. */
    private static final int CAPACITY = 1000;

    /** How long the kill switch may wait for a listener that blocks. */
    private static final long PATIENCE_SECONDS = 2;

    /** Told from where nobody may wait. No thread while there is nothing to tell. */
    private static final Executor TELLERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Audit::teller);

    private final ChaosClock clock;
    private final Deque<ChaosEvent> trail = new ArrayDeque<>();
    private final Deque<ChaosEvent> untold = new ArrayDeque<>();
    private final CopyOnWriteArrayList<Consumer<ChaosEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock telling = new ReentrantLock();

    /** Whether a thread was started that has not begun to tell yet. */
    private final AtomicBoolean tellerComes = new AtomicBoolean();

    private final Runnable watched;
    private long last;

    /**
     * Creates an empty trail.
     *
     * @param watched called before a change is told, to make sure that somebody listens
     */
    Audit(ChaosClock clock, Runnable watched) {
        this.clock = clock;
        this.watched = watched;
    }

    private static Thread teller(Runnable task) {
        Thread thread = new Thread(null, task, "chaos-audit", 0, false);
        thread.setDaemon(true);
        // The arming thread's loader must not be kept alive by a thread that outlives it.
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Enters a change; {@link #tell()} is to follow, without any lock. */
    void enter(ChaosEvent.Kind kind, @Nullable String rule, String actor, String text) {
        enter(kind, rule, 0, actor, text);
    }

    /** Enters a change of one armed rule; {@link #tell()} is to follow, without any lock. */
    void enter(ArmedRule rule, ChaosEvent.Kind kind, String actor, String text) {
        enter(kind, rule.id(), rule.order(), actor, text);
    }

    private synchronized void enter(
            ChaosEvent.Kind kind, @Nullable String rule, long arming, String actor, String text) {
        ChaosEvent event = new ChaosEvent(++last, clock.now(), kind, rule, arming, actor, text);
        if (trail.size() == CAPACITY) {
            trail.removeFirst();
        }
        trail.addLast(event);
        if (untold.size() == CAPACITY) {
            // A listener has blocked for long; it can still read the trail.
            untold.removeFirst();
        }
        untold.addLast(event);
    }

    /** Enters a change that is made here and now, and tells the listeners. */
    void add(ChaosEvent.Kind kind, @Nullable String rule, String actor, String text) {
        enter(kind, rule, actor, text);
        tell();
    }

    /**
     * Tells the listeners of every change so far. When it returns they have been told of the caller's, unless one of them
     * blocks: then whoever it blocks goes on to the caller's later. A listener holds up neither the clock, which ends other
     * rules as well, nor the kill switch for longer than {@link #PATIENCE_SECONDS}.
     */
    void tell() {
        if (telling.isHeldByCurrentThread()) {
            // A listener made a change: the loop that called it goes on to that one.
            return;
        }
        if (SystemClock.isItsThread()) {
            // One that is coming tells of this change, too: ten thousand rules may expire at once.
            if (tellerComes.compareAndSet(false, true)) {
                TELLERS.execute(() -> tell(() -> tellerComes.set(false)));
            }
            return;
        }
        tell(() -> {});
    }

    /**
     * Tells the listeners.
     *
     * @param begins run before what is untold is read, or where somebody else goes on to it
     */
    private void tell(Runnable begins) {
        do {
            boolean mine = isMineToTell();
            begins.run();
            if (!mine) {
                return;
            }
            try {
                for (ChaosEvent event = next(); event != null; event = next()) {
                    tell(event);
                }
            } finally {
                telling.unlock();
            }
            // Once more: somebody may have given up waiting just before the lock was free.
        } while (isAnythingUntold());
    }

    private boolean isMineToTell() {
        boolean interrupted = Thread.interrupted();
        try {
            return telling.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            interrupted = true;
            return telling.tryLock();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean isAnythingUntold() {
        return !untold.isEmpty();
    }

    private synchronized @Nullable ChaosEvent next() {
        return untold.pollFirst();
    }

    private void tell(ChaosEvent event) {
        watched.run();
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
