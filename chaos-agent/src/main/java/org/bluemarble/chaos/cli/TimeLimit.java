package org.bluemarble.chaos.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounds what may wait for a JVM that is stopped or busy. */
final class TimeLimit {

    private TimeLimit() {}

    /**
     * Runs a task on a thread of its own, which is left behind if it takes too long: the attach mechanism reacts to no
     * interrupt.
     *
     * @throws TimeoutException if the task did not end in time
     * @throws Exception what the task threw
     */
    static <T> T call(Duration limit, Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "chaos-command");
        thread.setDaemon(true);
        thread.start();
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
