package org.bluemarble.chaos;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * At most so many within any second, wherever the second begins: the times of the last ones are kept, and the next may be as
 * soon as the oldest of them is a second ago. Thread-safe and lock-free.
 */
final class SecondBound {

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** A slot that was never taken. */
    private static final long FREE = 0;

    private final int most;
    private final AtomicLongArray times;
    private final AtomicLong next = new AtomicLong();

    SecondBound(int most) {
        this.most = most;
        this.times = new AtomicLongArray(most);
    }

    boolean isFull(long nowNanos) {
        long number = next.get();
        return number >= most && nowNanos - times.get((int) (number % most)) < SECOND_NANOS;
    }

    boolean take(long nowNanos) {
        while (true) {
            long number = next.get();
            int slot = (int) (number % most);
            long oldest = times.get(slot);
            if (next.get() != number) {
                // Another took this number: what was read may be its time.
                continue;
            }
            if (number < most && oldest != FREE) {
                // Taken, but not yet counted: count it for the one who took it.
                next.compareAndSet(number, number + 1);
                continue;
            }
            if (number >= most && nowNanos - oldest < SECOND_NANOS) {
                return false;
            }
            // The slot decides who takes the number; whoever comes second helps to move on, and tries the next one.
            boolean mine = times.compareAndSet(slot, oldest, nowNanos == FREE ? FREE + 1 : nowNanos);
            next.compareAndSet(number, number + 1);
            if (mine) {
                return true;
            }
        }
    }
}
