package org.bluemarble.chaos.pressure;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds arrays until enough of the heap is in use. Each step looks at the whole heap, so that two rules fill it no further
 * than one, and gives some back when the server's own objects grow past the cap.
 */
final class HeapLoad implements Load {

    /** Below half of the smallest region of G1, which would spend a whole region on it. */
    private static final int CHUNK_BYTES = 128 * 1024;

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** One rule at a time looks and takes. */
    private static final Object TAKING = new Object();

    private final HeapPressure heap;
    private final Deque<byte[]> held = new ArrayDeque<>();
    private long lastCollections = -1;

    HeapLoad(HeapPressure heap) {
        this.heap = heap;
    }

    @Override
    public void press(PressureRun run) throws Refusal {
        long max = Runtime.getRuntime().maxMemory();
        long target = (long) (max * heap.to().value());
        Rate rate = new Rate(heap.rateMb());
        try {
            while (run.goesOnAfter(STEP_NANOS)) {
                take(rate, target);
                giveBackAbove((long) (max * HeapPressure.MOST));
            }
        } catch (OutOfMemoryError full) {
            // Before anything else: whoever else needs memory just now may still get it.
            held.clear();
            throw new Refusal("heap ran full at " + heap.to().value() + " of its size, and everything was given back");
        } finally {
            held.clear();
        }
    }

    private void take(Rate rate, long target) {
        synchronized (TAKING) {
            long due = rate.dueBytes();
            while (due >= CHUNK_BYTES && usedBytes() + CHUNK_BYTES <= target) {
                held.add(new byte[CHUNK_BYTES]);
                rate.taken(CHUNK_BYTES);
                due -= CHUNK_BYTES;
            }
        }
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** What was alive at the last collection counts; after giving back, only another collection tells anew. */
    private void giveBackAbove(long cap) {
        long collections = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        if (collections == lastCollections) {
            return;
        }
        lastCollections = collections;
        for (long above = aliveBytes() - cap; above > 0 && !held.isEmpty(); above -= CHUNK_BYTES) {
            held.removeLast();
        }
    }

    private static long aliveBytes() {
        long alive = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            @Nullable MemoryUsage afterCollection = pool.getCollectionUsage();
            if (pool.getType() == MemoryType.HEAP && afterCollection != null) {
                alive += afterCollection.getUsed();
            }
        }
        return alive;
    }
}
