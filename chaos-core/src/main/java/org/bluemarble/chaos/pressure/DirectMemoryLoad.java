package org.bluemarble.chaos.pressure;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Holds direct buffers until enough of the permitted memory is in use. */
final class DirectMemoryLoad implements Load {

    private static final int CHUNK_BYTES = 1 << 20;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final String OPTION = "-XX:MaxDirectMemorySize=";

    /** One rule at a time looks and takes. */
    private static final Object TAKING = new Object();

    private final DirectMemoryPressure direct;
    private final Deque<ByteBuffer> held = new ArrayDeque<>();

    DirectMemoryLoad(DirectMemoryPressure direct) {
        this.direct = direct;
    }

    @Override
    public void press(PressureRun run) throws Refusal {
        long target = (long) (mostBytes() * direct.to().value());
        Rate rate = new Rate(direct.rateMb());
        try {
            while (run.goesOnAfter(STEP_NANOS)) {
                synchronized (TAKING) {
                    while (rate.dueBytes() >= CHUNK_BYTES && usedBytes() + CHUNK_BYTES <= target) {
                        held.add(ByteBuffer.allocateDirect(CHUNK_BYTES));
                        rate.taken(CHUNK_BYTES);
                    }
                }
            }
        } catch (OutOfMemoryError full) {
            throw new Refusal("direct memory ran full, and everything was given back: " + full.getMessage());
        } finally {
            if (!DirectBuffers.free(held)) {
                run.unreleased("direct memory is given back when the collector finds it: this JVM frees none at once");
            }
        }
    }

    private static long usedBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** What the JVM was told, or else as much as the heap may have, which is the JDK's own rule. */
    static long mostBytes() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(OPTION))
                .mapToLong(argument -> bytes(argument.substring(OPTION.length())))
                .filter(bytes -> bytes > 0)
                .reduce((former, last) -> last)
                .orElse(Runtime.getRuntime().maxMemory());
    }

    private static long bytes(String size) {
        int unit = "kmgt".indexOf(size.toLowerCase(Locale.ROOT).charAt(size.length() - 1));
        String digits = unit < 0 ? size : size.substring(0, size.length() - 1);
        return Long.parseLong(digits) << (10 * (unit + 1));
    }
}
