package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.shaded.channel.NioLoop;
import org.bluemarble.chaos.shaded.scheduler.NonBlocking;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads on which many wait are not made to wait themselves, unless a rule says so. */
class BlockingGuardTest extends EngineTest {

    private static final TickPoint TICK = Chaos.tickLoop("guard-test");

    private void pass() {
        point.pass(TestCall.of(chaos));
    }

    /** Runs on a thread that does nothing else, so that what is remembered of it concerns no other test. */
    private static void on(Thread thread, FutureTask<?> task) throws Exception {
        thread.setDaemon(true);
        thread.start();
        task.get(60, TimeUnit.SECONDS);
    }

    private void onEventLoop() throws Exception {
        FutureTask<?> task = new FutureTask<>(() -> new NioLoop().run(this::pass), null);
        on(new Thread(task, "loop"), task);
    }

    private String reason(String fault, String loop) {
        return fault + " would have blocked " + loop
                + ", on which many wait; the rule needs allow-blocking=true for that";
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency 30s", "hang", "stall 30s"})
    void blockingFaultInATick_isRefusedJournaledAndCounted(String fault) {
        ArmedRule rule = chaos.arm("slow: " + point + " " + fault);
        long start = System.nanoTime();

        TICK.turn(this::pass);
        TICK.turn(this::pass);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        String reason = reason(fault.split(" ", 2)[0], "the tick thread");
        assertThat(rule.counters())
                .extracting(
                        RuleCounters::refusedBlocking,
                        RuleCounters::injected,
                        RuleCounters::triggered,
                        RuleCounters::waiting)
                .containsExactly(2L, 0L, 2L, 0L);
        assertThat(chaos.journal().entriesOf("slow")).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.decision()).isEqualTo(JournalEntry.Decision.REFUSED);
            assertThat(entry.reason()).isEqualTo(reason);
        });
        assertThat(chaos.events())
                .filteredOn(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .singleElement()
                .satisfies(event -> assertThat(event.text()).isEqualTo(reason));
        assertThat(chaos.explain("slow").lines())
                .anySatisfy(line -> assertThat(line.text())
                        .isEqualTo("2 calls were left alone, because they were made on an event loop or a tick thread,"
                                + " where many wait for one; allow-blocking=true would block it all the same"));
    }

    @Test
    void blockingFaultOnAnEventLoopOfACopiedNetty_isRefused() throws Exception {
        ArmedRule rule = chaos.arm("slow: " + point + " latency 30s");

        onEventLoop();

        assertThat(rule.counters().refusedBlocking()).isEqualTo(1);
        assertThat(rule.refusals()).containsExactly(reason("latency", "the event loop"));
    }

    private static final class ReactorThread extends Thread implements NonBlocking {
        ReactorThread(Runnable task) {
            super(task, "reactor");
        }
    }

    @Test
    void blockingFaultOnAThreadMarkedAsNonBlocking_isRefused() throws Exception {
        ArmedRule rule = chaos.arm("slow: " + point + " latency 30s");
        FutureTask<?> task = new FutureTask<>(this::pass, null);

        on(new ReactorThread(task), task);

        assertThat(rule.counters().refusedBlocking()).isEqualTo(1);
    }

    @Test
    void ruleThatAllowsBlocking_blocks() throws Exception {
        ArmedRule rule = chaos.arm("slow: " + point + " latency 30ms allow-blocking=true");
        long start = System.nanoTime();

        TICK.turn(this::pass);
        onEventLoop();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        assertThat(rule.counters().done()).isEqualTo(2);
        assertThat(rule.counters().refusedBlocking()).isZero();
    }

    @Test
    void faultThatBlocksNobody_actsOnALoop() {
        ArmedRule rule = chaos.arm("fail: " + point + " exception");

        assertThatThrownBy(() -> TICK.turn(this::pass)).isInstanceOf(IllegalStateException.class);

        assertThat(rule.counters().done()).isEqualTo(1);
        assertThat(rule.counters().refusedBlocking()).isZero();
    }

    @Test
    void otherThreads_wait() {
        ArmedRule rule = chaos.arm("slow: " + point + " latency 1ms");

        TICK.turn(() -> {});
        pass();

        assertThat(rule.counters().done()).isEqualTo(1);
    }

    private record ScheduledCall(Chaos engine) implements CallAttributes {
        @Override
        public @Nullable Object get(AttributeKey key) {
            return null;
        }

        @Override
        public boolean delaysWithoutBlocking() {
            return true;
        }
    }

    /** A target on an event loop asks how long, and lets the loop's own timer wait. */
    @Test
    void targetThatSchedulesDelays_isNotRefused() {
        ArmedRule rule = chaos.arm("slow: " + point + " latency 30s");

        TICK.turn(() -> {
            Injection injection = point.decide(new ScheduledCall(chaos));
            assertThat(injection).isNotNull();
            injection.cancelled();
        });

        assertThat(rule.counters().injected()).isEqualTo(1);
        assertThat(rule.counters().refusedBlocking()).isZero();
    }

    @Test
    void permission_readsBackAsItself() {
        FaultRule rule = rule("slow").allowBlocking(true).build();

        assertThat(rule.line()).endsWith("allow-blocking=true");
        assertThat(List.of(FaultRule.parse(rule.line()))).containsExactly(rule);
    }
}
