package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The system's clock; ends rules whose time to live is over. */
final class SystemClock implements ChaosClock {

    static final SystemClock INSTANCE = new SystemClock();

    private final ScheduledThreadPoolExecutor timer;

    SystemClock() {
        this(ClockThread::new);
    }

    SystemClock(ThreadFactory threads) {
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        // The thread goes when nothing is armed: an idle game server carries no thread of ours.
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** {@return whether the calling thread ends rules in time, and so may wait for nobody} */
    static boolean isItsThread() {
        return Thread.currentThread() instanceof ClockThread;
    }

    static final class ClockThread extends Thread {
        ClockThread(Runnable task) {
            super(null, task, "chaos-clock", 0, false);
            setDaemon(true);
            // The arming thread's loader must not be kept alive by a thread that outlives it.
            setContextClassLoader(null);
        }
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Runnable runAfter(Duration delay, Runnable action) {
        Planned planned = new Planned(action);
        try {
            ScheduledFuture<?> future = timer.schedule(planned, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (OutOfMemoryError noThread) {
            // It is in the queue all the same, and would run when a thread is found for another.
            planned.isOff = true;
            throw new RejectedExecutionException("the system grants the clock no thread", noThread);
        }
    }

    /** What is to be done, unless the caller was told that it will not be. */
    private static final class Planned implements Runnable {

        private final Runnable action;
        private volatile boolean isOff;

        Planned(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            if (!isOff) {
                action.run();
            }
        }
    }
}
