package org.bluemarble.chaos.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RunnableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.bluemarble.chaos.ChaosContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes the {@link ChaosContext} along with work that is handed to another thread; for those who do not know the work's
 * type, such as code woven into executors. Thread-safe.
 */
public final class ContextCarrying {

    private ContextCarrying() {}

    /**
     * Returns work that is done in the current thread's context.
     *
     * @param work a function, consumer, supplier, task or the like of up to two arguments; a collection of such; or null
     * @return of the same shape; the work itself if there is no context to carry, or if it carries one already
     */
    public static @Nullable Object carry(@Nullable Object work) {
        ChaosContext context = ChaosContext.current();
        if (work == null || context == ChaosContext.empty() || carriesAlready(work)) {
            return work;
        }
        if (work instanceof Collection<?> several) {
            List<@Nullable Object> all = new ArrayList<>(several.size());
            several.forEach(one -> all.add(carry(one)));
            return all;
        }
        return work instanceof BiFunction || work instanceof BiConsumer
                ? new CarriedCallback(context, work)
                : new CarriedTask(context, work);
    }

    /** Futures got their work, and with it its context, when they were made. */
    private static boolean carriesAlready(Object work) {
        return work instanceof CarriedWork || work instanceof RunnableFuture || work instanceof ForkJoinTask;
    }

    /** {@return the work as it was handed over, whether or not it carries a context} */
    public static @Nullable Object released(@Nullable Object work) {
        return work instanceof CarriedWork carried ? carried.task() : work;
    }

    /**
     * Returns what is equal to this work as it is, and as it is when it carries a context: for queues that it may stand in
     * either way.
     */
    public static @Nullable Object likeness(@Nullable Object work) {
        return work == null || work instanceof Likeness ? work : new Likeness(work);
    }

    /** Queues ask what is looked for whether it equals what is there, and not the other way round. */
    private record Likeness(Object work) implements Runnable {

        @Override
        public boolean equals(@Nullable Object other) {
            return work.equals(released(other));
        }

        @Override
        public int hashCode() {
            return work.hashCode();
        }

        @Override
        public void run() {
            throw new IllegalStateException("what only looks for " + work + " is no task");
        }
    }
}
