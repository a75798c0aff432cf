package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The system's clock; ends rules whose time to live is over. */
final class SystemClock implements ChaosClock {

    static final SystemClock INSTANCE = new SystemClock();

    private final ScheduledThreadPoolExecutor timer;

    SystemClock() {
        timer = new ScheduledThreadPoolExecutor(1, SystemClock::thread);
        timer.setRemoveOnCancelPolicy(true);
        // The thread goes when nothing is armed: an idle game server carries no thread of ours.
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        return new ClockThread(task);
    }

    /** {@return whether the calling thread ends rules in time, and so may wait for nobody} */
    static boolean isItsThread() {
        return Thread.currentThread() instanceof ClockThread;
    }

    private static final class ClockThread extends Thread {
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
        ScheduledFuture<?> future = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
