package org.bluemarble.chaos.agent.concurrent;

import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.ContextCarrying;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/** What a method of an executor gets in place of the work that it was given. */
enum Carrying implements CallHandler {
    /** The work in its context. */
    ANY {
        @Override
        public @Nullable Object replace(@Nullable Object self, @Nullable Object work) {
            return ContextCarrying.carry(work);
        }
    },
    /** The work in its context, unless the pool's own code might not take it for what it was. */
    INTO_POOL {
        @Override
        public @Nullable Object replace(@Nullable Object self, @Nullable Object work) {
            return work == null || !mayStandIn(self, work) ? work : ContextCarrying.carry(work);
        }
    },
    /** What finds the work in the queue, with a context or without. */
    LOOKED_FOR {
        @Override
        public @Nullable Object replace(@Nullable Object self, @Nullable Object work) {
            return ContextCarrying.likeness(work);
        }
    },
    /** The work as it was given. */
    GIVEN_BACK {
        @Override
        public @Nullable Object replace(@Nullable Object self, @Nullable Object work) {
            return ContextCarrying.released(work);
        }
    };

    /** Queues that do not look at what stands in them; one with priorities compares. */
    private static final Set<String> PLAIN_QUEUES = Set.of(
            "java.util.concurrent.LinkedBlockingQueue",
            "java.util.concurrent.ArrayBlockingQueue",
            "java.util.concurrent.SynchronousQueue",
            "java.util.concurrent.LinkedBlockingDeque",
            "java.util.concurrent.LinkedTransferQueue");

    /** Nobody can have named, and so cannot expect, the class of a lambda. */
    private static boolean mayStandIn(@Nullable Object pool, Object work) {
        return work.getClass().isHidden()
                || (pool instanceof ThreadPoolExecutor executor
                        && executor.getClass().getClassLoader() == null
                        && PLAIN_QUEUES.contains(executor.getQueue().getClass().getName()));
    }

    @Override
    public @Nullable OpenCall enter(@Nullable Object self, @Nullable Object argument) {
        return null;
    }
}
