package org.bluemarble.chaos.pressure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** Two threads, each with one lock and waiting for the other's until it is interrupted. */
final class DeadlockLoad implements Load {

    private final Deadlock deadlock;

    DeadlockLoad(Deadlock deadlock) {
        this.deadlock = deadlock;
    }

    @Override
    public void press(PressureRun run) throws Refusal {
        Lock one = lock(deadlock.lock());
        Lock other = lock(deadlock.other());
        CountDownLatch both = new CountDownLatch(2);
        Thread first = run.spawn("-1", () -> embrace(run, one, other, both));
        try {
            Thread second = run.spawn("-2", () -> embrace(run, other, one, both));
            try {
                while (run.goesOnAfter(TimeUnit.SECONDS.toNanos(1))) {
                    // The two stand still; so does whoever needs what they have.
                }
            } finally {
                second.interrupt();
            }
        } finally {
            // Also where there was no thread left for the second: the first has a lock of the server's.
            first.interrupt();
        }
    }

    private static Lock lock(String name) throws Refusal {
        if (ContentionLoad.registered(name) instanceof Lock lock) {
            return lock;
        }
        throw new Refusal("lock was '" + name + "', a monitor, but must be a java.util.concurrent.locks.Lock:"
                + " who waits for a monitor cannot be called back; contention can hold it");
    }

    private static void embrace(PressureRun run, Lock mine, Lock theirs, CountDownLatch both) {
        if (!ContentionLoad.tries(run, mine)) {
            return;
        }
        try {
            both.countDown();
            both.await();
            theirs.lockInterruptibly();
            theirs.unlock();
        } catch (InterruptedException end) {
            // The rule is over: the thread ends, and lets its lock go.
        } finally {
            mine.unlock();
        }
    }
}
