package org.bluemarble.chaos.pressure;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.bluemarble.chaos.Probability;
import org.jspecify.annotations.Nullable;

/**
 * One pressure under way, on daemon threads of its own. Public because the engine in the parent package starts and stops
 * it. Thread-safe.
 */
public final class PressureRun {

    private static final long RELEASE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Set<PressureRun> RUNNING = ConcurrentHashMap.newKeySet();

    private final String rule;
    private final Pressure pressure;
    private final @Nullable Object cap;
    private final Consumer<PressureEnd> told;
    private final Consumer<Thread> starter;
    private final long startNanos = System.nanoTime();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile @Nullable String unreleased;

    private PressureRun(
            String rule,
            Pressure pressure,
            @Nullable Object cap,
            Consumer<PressureEnd> told,
            Consumer<Thread> starter) {
        this.rule = rule;
        this.cap = cap;
        this.pressure = pressure;
        this.told = told;
        this.starter = starter;
    }

    /**
     * Starts a pressure, and returns without waiting for it.
     *
     * @param rule the rule's id, for the names of threads
     * @param cap how much the ceiling permits, in the pressure's own unit; null for what the pressure itself does
     * @param told once, on a thread of the run, when everything was given back
     * @throws OutOfMemoryError if the system grants no thread; then nothing was begun, and nobody is told
     */
    public static PressureRun start(String rule, Pressure pressure, @Nullable Object cap, Consumer<PressureEnd> told) {
        return start(rule, pressure, cap, told, Thread::start);
    }

    static PressureRun start(
            String rule,
            Pressure pressure,
            @Nullable Object cap,
            Consumer<PressureEnd> told,
            Consumer<Thread> starter) {
        PressureRun run = new PressureRun(rule, pressure, cap, Objects.requireNonNull(told, "told"), starter);
        RUNNING.add(run);
        boolean started = false;
        try {
            ReleaseAtShutdown.arrange();
            run.begin("", run::run);
            started = true;
        } finally {
            if (!started) {
                // Or the end of the JVM would wait for it.
                RUNNING.remove(run);
            }
        }
        return run;
    }

    static boolean isAnyRunning() {
        return !RUNNING.isEmpty();
    }

    /** Stops every pressure of this JVM and waits a while for what they give back. */
    static void stopAll() {
        RUNNING.forEach(PressureRun::stop);
        long deadline = System.nanoTime() + RELEASE_PATIENCE_NANOS / 2;
        while (!RUNNING.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Ends the pressure. Returns without waiting for any thread; calling it again does nothing. */
    public void stop() {
        stopped = true;
        threads.forEach(LockSupport::unpark);
    }

    private void run() {
        String refusal = null;
        Throwable bug = null;
        try {
            Load.of(pressure).press(this);
        } catch (Refusal notHere) {
            refusal = notHere.getMessage();
        } catch (IOException failed) {
            refusal = pressure.name() + " could not go on: " + failed;
        } catch (RuntimeException | Error broken) {
            // The thread is our own: nobody else would see what broke, an OutOfMemoryError for example.
            bug = broken;
        }
        stop();
        join();
        RUNNING.remove(this);
        told.accept(new PressureEnd(refusal, unreleased, bug));
    }

    private void join() {
        long deadline = System.nanoTime() + RELEASE_PATIENCE_NANOS;
        for (Thread thread : threads) {
            while (thread != Thread.currentThread() && thread.isAlive()) {
                if (System.nanoTime() - deadline >= 0) {
                    unreleased(thread.getName() + " still runs");
                    return;
                }
                LockSupport.unpark(thread);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    /** Something could not be given back. */
    void unreleased(String what) {
        unreleased = what;
    }

    /** {@return how much all rules together may take under the ceiling: a number, or thousandths of a share} */
    long cap() {
        if (cap instanceof Probability share) {
            return Math.round(share.value() * 1000);
        }
        return cap instanceof Long number ? number : Long.MAX_VALUE;
    }

    /** {@return whether somebody ended it before its time} */
    boolean isStopped() {
        return stopped;
    }

    /** {@return whether to give back what was taken} */
    boolean isOver() {
        long longest = pressure.duration().toNanos();
        return stopped || (longest > 0 && System.nanoTime() - startNanos >= longest);
    }

    /** Waits so long, or until the run is over. Returns whether it goes on. */
    boolean goesOnAfter(long nanos) {
        long deadline = System.nanoTime() + nanos;
        long left = nanos;
        while (left > 0 && !isOver()) {
            // Not longer than it takes until somebody notices that the duration is over.
            LockSupport.parkNanos(this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(20)));
            left = deadline - System.nanoTime();
        }
        return !isOver();
    }

    /**
     * Starts another thread of the run; what it runs must end when the run is over.
     *
     * @throws Refusal if the system grants none: the server is short of what the pressure would take
     */
    Thread spawn(String suffix, Runnable task) throws Refusal {
        try {
            return begin(suffix, task);
        } catch (OutOfMemoryError none) {
            throw new Refusal(pressure.name() + " could not go on: the system grants no more threads ("
                    + none.getMessage() + "), and all that it had were ended");
        }
    }

    private Thread begin(String suffix, Runnable task) {
        // 64 kB of stack, where the system permits it: thousands of them must not cost gigabytes.
        Thread thread = new Thread(null, task, "chaos-pressure-" + rule + suffix, 64 * 1024L, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        threads.add(thread);
        boolean started = false;
        try {
            starter.accept(thread);
            started = true;
        } finally {
            if (!started) {
                threads.remove(thread);
            }
        }
        return thread;
    }
}
