package org.bluemarble.chaos.pressure;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.bluemarble.chaos.spi.Nearest;

/** Takes a lock, keeps it for a while, lets it go for a while. */
final class ContentionLoad implements Load {

    private static final long LONGEST_TRY_MILLIS = 20;

    private final Contention contention;

    ContentionLoad(Contention contention) {
        this.contention = contention;
    }

    @Override
    public void press(PressureRun run) throws Refusal {
        Object lock = registered(contention.lock());
        do {
            if (lock instanceof Lock real) {
                hold(run, real);
            } else {
                holdMonitor(run, lock);
            }
        } while (run.goesOnAfter(contention.gap().toNanos()));
    }

    /** {@return the lock of this name} */
    static Object registered(String name) throws Refusal {
        Object lock = RegisteredLocks.find(name);
        if (lock == null) {
            throw new Refusal("lock was '" + name + "', which nobody has registered"
                    + Nearest.hint(name, RegisteredLocks.names(), "; call RegisteredLocks.register in the server"));
        }
        return lock;
    }

    private void hold(PressureRun run, Lock lock) {
        // In short tries, so that the end is noticed while the server has the lock.
        if (!tries(run, lock)) {
            return;
        }
        try {
            run.goesOnAfter(contention.hold().toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Tries until the lock is ours, or the run is over. */
    static boolean tries(PressureRun run, Lock lock) {
        while (!run.isOver()) {
            try {
                if (lock.tryLock(LONGEST_TRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            } catch (InterruptedException end) {
                // The thread is the run's own, and nobody else interrupts it.
                return false;
            }
        }
        return false;
    }

    private void holdMonitor(PressureRun run, Object monitor) {
        synchronized (monitor) {
            run.goesOnAfter(contention.hold().toNanos());
        }
    }
}
