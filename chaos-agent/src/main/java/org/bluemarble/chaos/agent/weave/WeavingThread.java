package org.bluemarble.chaos.agent.weave;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.spi.InternalProblems;

/**
 * Does one piece of work again whenever it was asked for, on a thread that exists only then. What is asked for several times
 * before it begins is done once. Thread-safe.
 */
final class WeavingThread {

    private final Runnable work;
    private final ThreadPoolExecutor thread;

    /** Guarded by this, as what follows: how often it was asked for, and how many of these the work had seen. */
    private long asked;

    private long begun;
    private long done;

    WeavingThread(Runnable work, ThreadFactory threads) {
        this.work = work;
        thread = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Asks for the work, and returns at once. */
    void ask() {
        synchronized (this) {
            asked++;
        }
        start();
    }

    private void start() {
        try {
            thread.execute(this::run);
        } catch (OutOfMemoryError | RejectedExecutionException noThread) {
            // Stays asked for: who waits for it, and who asks next, tries again.
            InternalProblems.report("code for rules is not as it should be yet", noThread);
        }
    }

    private void run() {
        for (long seen = begin(); seen >= 0; seen = begin()) {
            work.run();
            end(seen);
        }
    }

    private synchronized long begin() {
        begun = asked;
        return done == asked ? -1 : asked;
    }

    private synchronized void end(long seen) {
        done = seen;
        notifyAll();
    }

    /** {@return whether it was asked for again since it began: then it will be done again, and need not wait for anything} */
    synchronized boolean isOvertaken() {
        return asked != begun;
    }

    /** Waits until everything that was asked for before is done; returns whether it is. */
    boolean await(long nanos) throws InterruptedException {
        long target;
        synchronized (this) {
            target = asked;
            if (done >= target) {
                return true;
            }
        }
        // It may have found no thread before.
        start();
        long deadline = System.nanoTime() + nanos;
        synchronized (this) {
            long left = nanos;
            while (done < target && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = deadline - System.nanoTime();
            }
            return done >= target;
        }
    }
}
