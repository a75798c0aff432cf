package org.bluemarble.sample.game.link;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread on which a link works off what its event loops hand over, for that waits for the database. Its queue needs no
 * bound of its own: a peer has no more than a window of messages under way.
 */
final class LinkThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkThread.class);
    private static final long STOP_SECONDS = 5;

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "shard-link"));

    void run(Runnable task) {
        try {
            thread.execute(() -> attempt(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("the link is closed", closed);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Ends with the thread.
    void runEvery(long millis, Runnable task) {
        thread.scheduleWithFixedDelay(() -> attempt(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** One message's trouble must not stop those behind it: what is not acknowledged comes again. */
    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("work on the link failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the link's thread still waits for the database");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
