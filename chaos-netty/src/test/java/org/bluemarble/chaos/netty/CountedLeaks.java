package org.bluemarble.chaos.netty;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts what Netty finds leaked, for the tests to look at; used by Netty itself, which is told its name. */
public final class CountedLeaks<T> extends ResourceLeakDetector<T> {

    private static final List<String> FOUND = new CopyOnWriteArrayList<>();

    /** As Netty calls it. */
    public CountedLeaks(Class<?> type, int interval) {
        super(type, interval);
    }

    /** As older versions of Netty call it. */
    public CountedLeaks(Class<?> type, int interval, long maxActive) {
        super(type, interval);
    }

    static List<String> found() {
        return List.copyOf(FOUND);
    }

    /** Has Netty find what is lost by now. */
    static void collect() {
        System.gc();
        // Netty looks when the next one is made.
        for (int i = 0; i < 300; i++) {
            PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
        }
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
        FOUND.add(type + records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
        FOUND.add(type);
    }

    @Override
    protected boolean needReport() {
        // Otherwise nothing is reported unless the log is on.
        return true;
    }
}
