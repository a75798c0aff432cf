package org.bluemarble.chaos;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts calls that a rule lets pass, which are all but a few of the game server's calls: an atomic increment would cost
 * more than the rest of the decision. Threads count in cells of their own; of two that share one and count at the very same
 * time, one may be lost. What rules do is never decided by this count, only explained.
 */
final class PassCount {

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    /** More threads than a server has cores do not run at the same time; beyond that, sharing a cell is rare. */
    private static final int CELLS = 16;
    /** 64 bytes apart: a core that counts does not take the cache line of another. */
    private static final int SPREAD = 8;

    private final long[] cells = new long[CELLS * SPREAD];

    void increment() {
        add(1);
    }

    /** Adds what was counted elsewhere. */
    void add(long count) {
        int cell = ((int) Thread.currentThread().getId() & (CELLS - 1)) * SPREAD;
        CELL.setOpaque(cells, cell, (long) CELL.getOpaque(cells, cell) + count);
    }

    long sum() {
        long sum = 0;
        for (int i = 0; i < cells.length; i += SPREAD) {
            sum += (long) CELL.getOpaque(cells, i);
        }
        return sum;
    }
}
