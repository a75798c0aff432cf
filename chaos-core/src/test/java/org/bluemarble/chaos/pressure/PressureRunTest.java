package org.bluemarble.chaos.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A run that finds no threads. */
class PressureRunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NO_THREAD = "unable to create native thread";

    private final CompletableFuture<PressureEnd> told = new CompletableFuture<>();

    /** Starts this many threads and no more. */
    private static Consumer<Thread> only(int threads) {
        AtomicInteger left = new AtomicInteger(threads);
        return thread -> {
            if (left.getAndDecrement() <= 0) {
                throw new OutOfMemoryError(NO_THREAD);
            }
            thread.start();
        };
    }

    @Test
    void noThreadAtAll_nothingIsUnderWay() {
        Pressure threads = new ThreadPressure(5, Duration.ofMinutes(1));

        assertThatThrownBy(() -> PressureRun.start("none", threads, null, told::complete, only(0)))
                .isInstanceOf(OutOfMemoryError.class);

        await().atMost(PATIENCE).until(() -> !PressureRun.isAnyRunning());
        assertThat(told).isNotDone();
    }

    @Test
    void twoRulesTogetherAboveTheCeilingsCap_secondIsRefused() throws Exception {
        Pressure threads = new ThreadPressure(6, Duration.ofMinutes(1));
        CompletableFuture<PressureEnd> first = new CompletableFuture<>();
        PressureRun running = PressureRun.start("first", threads, 10L, first::complete);
        await().atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("chaos-pressure-first-6")));

        PressureRun.start("second", threads, 10L, told::complete);

        assertThat(told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).refusal())
                .isEqualTo("threads was 6 threads but other rules have taken 6 threads,"
                        + " and together they may take at most 10 threads");
        running.stop();
        assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).refusal()).isNull();
    }

    @Test
    void noMoreThreads_runIsRefusedAndAllIsGivenBack() throws Exception {
        Pressure most = new ThreadPressure(ThreadPressure.MOST, Duration.ofMinutes(1));
        PressureRun.start("few", most, null, told::complete, only(3));

        PressureEnd end = told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(end.refusal())
                .isEqualTo("threads could not go on: the system grants no more threads (" + NO_THREAD
                        + "), and all that it had were ended");
        assertThat(end.bug()).isNull();
        assertThat(PressureRun.isAnyRunning()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("chaos-pressure-few-"));

        CompletableFuture<PressureEnd> again = new CompletableFuture<>();
        PressureRun.start(
                        "few",
                        new ThreadPressure(ThreadPressure.MOST, Duration.ofMillis(1)),
                        null,
                        again::complete,
                        only(0x7fff))
                .stop();
        assertThat(again.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).refusal())
                .as("the budget was given back")
                .isNull();
    }
}
