package org.bluemarble.chaos.invariants;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a step on a thread of its own, because a step that hangs must not keep the verdict from being given. */
final class StepRunner {

    private StepRunner() {}

    /** {@return why the step failed, or nothing if it was done in time} */
    static Optional<String> run(QuiesceStep step) throws InterruptedException {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            step.action().run();
            return true;
        });
        Thread thread = new Thread(task, "quiesce: " + step.name());
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(step.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (TimeoutException late) {
            return Optional.of("step '" + step.name() + "' was not done within "
                    + step.timeout().toMillis() + " ms");
        } catch (ExecutionException failed) {
            return Optional.of("step '" + step.name() + "' failed: " + failed.getCause());
        } finally {
            // Harmless where the step has ended; else it is told to stop, also when we are interrupted ourselves.
            task.cancel(true);
        }
    }
}
