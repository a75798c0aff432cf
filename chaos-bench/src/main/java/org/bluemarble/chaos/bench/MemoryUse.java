package org.bluemarble.chaos.bench;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

/**
 * What this JVM holds just now.
 *
 * @param heapBytes of the heap that are reachable
 * @param directBytes that Netty's default allocator has taken outside the heap
 */
record MemoryUse(long heapBytes, long directBytes) {

    /** One collection may leave what the first made unreachable by clearing references. */
    private static final int COLLECTIONS = 2;

    static MemoryUse now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        long direct = ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
                ? provider.metric().usedDirectMemory()
                : 0;
        return new MemoryUse(runtime.totalMemory() - runtime.freeMemory(), direct);
    }

    /** Reads what {@link EchoServer} answers. */
    static MemoryUse parse(String answer) {
        String[] numbers = answer.split(" ", -1);
        return new MemoryUse(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /** {@return how much more this is than a former use} */
    MemoryUse since(MemoryUse former) {
        return new MemoryUse(heapBytes - former.heapBytes, directBytes - former.directBytes);
    }
}
