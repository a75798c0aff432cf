package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Latency and hangs as the waiting thread sees them. */
class WaitingTest extends EngineTest {

    @Test
    void latency_waitsAtLeastSoLong() {
        ArmedRule rule =
                chaos.arm(rule("slow").inject(Latency.of(Duration.ofMillis(30))).build());
        long start = System.nanoTime();

        point.pass(TestCall.of(chaos));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void interruptedWhileWaiting_waitsOnAndKeepsTheFlag() throws Exception {
        chaos.arm(rule("slow").inject(Latency.of(Duration.ofMillis(300))).build());
        AtomicReference<Thread> waiter = new AtomicReference<>();
        CountDownLatch begins = new CountDownLatch(1);
        Future<List<Object>> call = racers.begin(() -> {
            waiter.set(Thread.currentThread());
            long start = System.nanoTime();
            begins.countDown();
            point.pass(TestCall.of(chaos));
            return List.of(Thread.interrupted(), Duration.ofNanos(System.nanoTime() - start));
        });
        assertThat(begins.await(60, TimeUnit.SECONDS)).isTrue();

        waiter.get().interrupt();

        List<Object> seen = call.get(60, TimeUnit.SECONDS);
        assertThat(seen.get(0)).as("the interrupt flag afterwards").isEqualTo(true);
        assertThat((Duration) seen.get(1)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void interruptedBeforehand_hangWaitsAllTheSame() throws Exception {
        ArmedRule rule =
                chaos.arm(rule("hang").inject(new Hang(Hang.UNTIL_DISARMED)).build());
        Future<Boolean> call = racers.begin(() -> {
            Thread.currentThread().interrupt();
            point.pass(TestCall.of(chaos));
            return Thread.interrupted();
        });
        await("the call hangs").atMost(PATIENCE).until(() -> rule.counters().waiting() == 1);

        rule.disarm();

        assertThat(call.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void hangWithDuration_goesOnByItself() {
        ArmedRule rule =
                chaos.arm(rule("hang").inject(new Hang(Duration.ofMillis(30))).build());
        long start = System.nanoTime();

        point.pass(TestCall.of(chaos));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(rule.counters().done()).isEqualTo(1);
        assertThat(rule.counters().cancelled()).isZero();
    }

    @Test
    void awaitedTwice_delayIsTakenOnce() {
        ArmedRule rule =
                chaos.arm(rule("slow").inject(Latency.of(Duration.ofMillis(1))).build());
        Injection injection = disturbed();
        injection.await(Phase.AFTER);
        injection.await(Phase.BEFORE);
        injection.await(Phase.BEFORE);

        injection.done();

        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void awaitHangWithoutAHang_isRefused() {
        chaos.arm(rule("no-hang").build());
        Injection injection = disturbed();

        assertThatThrownBy(injection::awaitHang)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be one that waits");
    }

    /** On JDK 21 and later with virtual threads: were they pinned, two hundred of them would occupy every carrier. */
    @Test
    void hundredsOfThreadsHang_anotherStillRuns() throws Exception {
        ArmedRule rule =
                chaos.arm(rule("hang").inject(new Hang(Hang.UNTIL_DISARMED)).build());
        int count = 200;
        List<Future<String>> hanging = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hanging.add(onLightThread(() -> {
                point.pass(TestCall.of(chaos));
                return "went on";
            }));
        }
        await("all hang").atMost(PATIENCE).until(() -> rule.counters().waiting() == count);

        Future<String> other = onLightThread(() -> "ran");
        assertThat(other.get(60, TimeUnit.SECONDS)).isEqualTo("ran");
        assertThat(hanging).noneMatch(Future::isDone);

        rule.disarm();
        for (Future<String> one : hanging) {
            assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo("went on");
        }
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
    }

    /** By reflection: the tests are compiled for JDK 17, which has no virtual threads. */
    private static Future<String> onLightThread(Callable<String> task) throws ReflectiveOperationException {
        FutureTask<String> future = new FutureTask<>(task);
        if (Runtime.version().feature() >= 21) {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, future);
        } else {
            Thread thread = new Thread(future, "light");
            thread.setDaemon(true);
            thread.start();
        }
        return future;
    }
}
