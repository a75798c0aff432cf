package org.bluemarble.chaos.netty;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory what waits may take, in each direction and place of a channel and in all together. Beyond it nothing is
 * lost: reading pauses and the channel says that it is not writable, as with a full socket buffer. Thread-safe.
 */
final class HeldMemory {

    /** When all together hold too much, each may still hold this much, so that none stands still. */
    private static final long LEAST_OF_EACH = 16 * 1024;

    private final long mostOfEach;
    private final long most;
    private final AtomicLong held = new AtomicLong();

    HeldMemory(HeldBounds bounds) {
        this.mostOfEach = bounds.byEach();
        this.most = bounds.byAll();
    }

    void changed(long bytes) {
        held.addAndGet(bytes);
    }

    /** Whether a channel that holds so much in one direction may take no more. */
    boolean isFull(long ofOne) {
        return ofOne >= mostOfEach || (ofOne >= LEAST_OF_EACH && held.get() >= most);
    }

    /** Whether there is room again; well below full, so that reading does not stutter. */
    boolean hasRoom(long ofOne) {
        return ofOne <= mostOfEach / 2 && (ofOne < LEAST_OF_EACH || held.get() < most);
    }

    long held() {
        return held.get();
    }
}
