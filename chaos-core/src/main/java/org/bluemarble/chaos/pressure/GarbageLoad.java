package org.bluemarble.chaos.pressure;

import java.util.concurrent.TimeUnit;

/** Makes arrays and forgets them, the latest last: what lives a little longer costs the collector more. */
final class GarbageLoad implements Load {

    private static final int CHUNK_BYTES = 16 * 1024;
    /** Four megabytes are alive at any time. */
    private static final int ALIVE = 256;

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final Budget MEGABYTES =
            new Budget(GarbagePressure.MOST_RATE_MB, megabytes -> megabytes + " MB a second");

    private final GarbagePressure garbage;

    GarbageLoad(GarbagePressure garbage) {
        this.garbage = garbage;
    }

    @Override
    public void press(PressureRun run) throws Refusal {
        MEGABYTES.take(garbage.name(), garbage.rateMb(), run.cap());
        try {
            byte[][] alive = new byte[ALIVE][];
            Rate rate = new Rate(garbage.rateMb());
            int next = 0;
            while (run.goesOnAfter(STEP_NANOS)) {
                for (long due = rate.dueBytes(); due >= CHUNK_BYTES && !run.isOver(); due -= CHUNK_BYTES) {
                    alive[next++ % ALIVE] = new byte[CHUNK_BYTES];
                    rate.taken(CHUNK_BYTES);
                }
                next %= ALIVE;
            }
        } finally {
            MEGABYTES.giveBack(garbage.rateMb());
        }
    }
}
