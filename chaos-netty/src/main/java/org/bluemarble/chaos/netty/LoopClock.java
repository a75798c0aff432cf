package org.bluemarble.chaos.netty;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time by which an executor's alarms ring: the machine's, but for the loop of an {@code EmbeddedChannel}, whose time a
 * test freezes and advances. Netty 4.1 does not tell that one, but how long a scheduled task still has to wait does.
 */
final class LoopClock {

    /** Never reached, and far from the end of what a long can count. */
    private static final long FAR_NANOS = TimeUnit.DAYS.toNanos(10_000);

    private final @Nullable ScheduledFuture<?> reference;

    LoopClock(EventExecutor executor) {
        reference = executor.getClass().getName().contains(".embedded.") ? reference(executor) : null;
    }

    private static ScheduledFuture<?> reference(EventExecutor executor) {
        ScheduledFuture<?> task = executor.schedule(() -> {}, FAR_NANOS, TimeUnit.NANOSECONDS);
        // It tells the time all the same, and is in nobody's queue.
        task.cancel(false);
        return task;
    }

    long nanoTime() {
        return reference == null ? System.nanoTime() : FAR_NANOS - reference.getDelay(TimeUnit.NANOSECONDS);
    }
}
