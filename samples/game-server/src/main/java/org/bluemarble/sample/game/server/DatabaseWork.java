package org.bluemarble.sample.game.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.sample.game.economy.PlayerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything that blocks on the database runs: as many threads as the pool has connections, and a queue with an end.
 * Results go back to the tick thread.
 */
final class DatabaseWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWork.class);
    private static final int QUEUE_CAPACITY = 1024;
    private static final long STOP_SECONDS = 5;

    private final ThreadPoolExecutor threads;
    private final Executor tickThread;

    DatabaseWork(int threadCount, Executor tickThread) {
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                threadCount,
                threadCount,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE_CAPACITY),
                task -> new Thread(task, "database-" + number.incrementAndGet()));
        this.tickThread = tickThread;
    }

    /**
     * Runs {@code work} for a player and hands the result to the tick thread.
     *
     * @param whenNot told, on the tick thread, why there is no result: then nothing is known about the work's effect
     */
    <T> void submit(PlayerId player, Supplier<T> work, Consumer<T> whenDone, Consumer<String> whenNot) {
        try {
            threads.execute(() -> run(player, work, whenDone, whenNot));
        } catch (RejectedExecutionException e) {
            tickThread.execute(() -> whenNot.accept("the server is busy"));
        }
    }

    int queued() {
        return threads.getQueue().size();
    }

    private <T> void run(PlayerId player, Supplier<T> work, Consumer<T> whenDone, Consumer<String> whenNot) {
        try (ChaosContext.Scope scope =
                ChaosContext.current().withPlayer(player.name()).open()) {
            T result = work.get();
            tickThread.execute(() -> whenDone.accept(result));
        } catch (Exception e) {
            // Checked ones too: a fault may throw what the compiler did not see, and the player still needs an answer.
            LOG.error("database work for {} failed", player, e);
            tickThread.execute(() -> whenNot.accept("the server had an error"));
        }
    }

    /** Lets what is queued finish, for a few seconds: players wait for these answers. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
