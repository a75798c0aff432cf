package org.bluemarble.chaos;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/**
 * Passes the point {@code jvm.schedule} once a second, on a daemon thread that exists only while a rule is armed there: for
 * faults of the whole JVM, which need no call to begin.
 */
final class JvmSchedule {

    static final String POINT_NAME = "jvm.schedule";

    static final PointDescriptor DESCRIPTOR = new PointDescriptor(
            POINT_NAME,
            "Passed by the engine itself, once a second while a rule is armed here: for pressures that need no call.",
            List.of(Phase.BEFORE),
            List.of());

    /** Belongs to every engine: each has its rules here, and none has a call of its own. */
    static final CallAttributes CALL = new CallAttributes() {
        @Override
        public @Nullable Object get(AttributeKey key) {
            return null;
        }
    };

    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Of this JVM, which has one thread for it at most. */
    static final JvmSchedule PROCESS = new JvmSchedule(task -> new Thread(null, task, "chaos-schedule", 0, false));

    private final ThreadFactory threads;

    /** Guarded by this. */
    private @Nullable Thread runner;

    JvmSchedule(ThreadFactory threads) {
        this.threads = threads;
    }

    /**
     * A rule begins to act at some point.
     *
     * @throws IllegalStateException if it is this one, and there is no thread to pass it
     */
    void armed(InjectionPoint point) {
        if (!point.name().equals(POINT_NAME)) {
            return;
        }
        synchronized (this) {
            if (runner == null) {
                runner = started(point);
            }
        }
    }

    private Thread started(InjectionPoint point) {
        Thread thread = threads.newThread(() -> run(point));
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        try {
            thread.start();
        } catch (OutOfMemoryError none) {
            throw new IllegalStateException(
                    "nobody passes " + POINT_NAME + ": the system grants no more threads (" + none.getMessage() + ")",
                    none);
        }
        return thread;
    }

    private void run(InjectionPoint point) {
        // Like a turn of a loop: what blocks here keeps every other rule at this point from beginning.
        LoopThreads.enterTick();
        long due = System.nanoTime();
        while (goesOn(point)) {
            pass(point);
            due += PERIOD_NANOS;
            while (System.nanoTime() - due < 0 && point.isArmed()) {
                // Short enough that the thread is gone soon after the last rule.
                LockSupport.parkNanos(Math.min(due - System.nanoTime(), PERIOD_NANOS / 10));
            }
        }
    }

    /** Under the lock that arming takes: either this thread sees the new rule, or arming sees that it is gone. */
    private boolean goesOn(InjectionPoint point) {
        synchronized (this) {
            if (!point.isArmed()) {
                runner = null;
            }
            return runner != null;
        }
    }

    private static void pass(InjectionPoint point) {
        try {
            point.pass(CALL);
        } catch (RuntimeException | Error bug) {
            // An injected failure has no caller here, and must not end the thread that serves the other rules.
            if (bug.getSuppressed().length == 0 || !(bug.getSuppressed()[0] instanceof InjectedFault)) {
                InternalProblems.report("a turn of " + POINT_NAME + " was left early", bug);
            }
        }
    }
}
