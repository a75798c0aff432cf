package org.bluemarble.sample.game.economy;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps two trades of one player apart, inside this JVM only. Striped, so that it needs no clean-up. */
final class PlayerLocks {
    private static final int STRIPES = 256;

    private final Lock[] stripes = new Lock[STRIPES];

    PlayerLocks() {
        for (int index = 0; index < STRIPES; index++) {
            stripes[index] = new ReentrantLock();
        }
    }

    /** Locks both players, always the lower stripe first, so that no two callers wait for each other. */
    Held lock(PlayerId one, PlayerId other) {
        int first = Math.floorMod(one.hashCode(), STRIPES);
        int second = Math.floorMod(other.hashCode(), STRIPES);
        Lock lower = stripes[Math.min(first, second)];
        Lock higher = stripes[Math.max(first, second)];
        lower.lock();
        higher.lock();
        return () -> {
            higher.unlock();
            lower.unlock();
        };
    }

    /** Ends with the scope; unlocks on the thread that locked. */
    @FunctionalInterface
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
