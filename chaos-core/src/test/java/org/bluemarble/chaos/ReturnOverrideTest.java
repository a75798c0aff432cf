package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Work around which a point lies, and what the caller gets instead of its result. */
class ReturnOverrideTest extends EngineTest {

    private final AtomicInteger runs = new AtomicInteger();

    private Integer gold() {
        runs.incrementAndGet();
        return 100;
    }

    private Integer called() {
        return point.call(Integer.class, TestCall.of(chaos), this::gold);
    }

    private static @Nullable Object value(@Nullable String text, Class<?> type) {
        return new ReturnOverride(text).valueFor(type);
    }

    @Test
    void nothingArmed_workRunsOnceAndItsResultIsReturned() {
        assertThat(called()).isEqualTo(100);
        assertThat(runs).hasValue(1);
    }

    @Test
    void before_workDoesNotRun() {
        ArmedRule rule = chaos.arm("poor: " + point + " return-override 7");

        assertThat(called()).isEqualTo(7);

        assertThat(runs).hasValue(0);
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void after_workRunsAndItsResultIsLost() {
        ArmedRule rule = chaos.arm("poor: " + point + " return-override 7 phase=after");

        assertThat(called()).isEqualTo(7);

        assertThat(runs).hasValue(1);
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void noValue_isNull() {
        chaos.arm("none: " + point + " return-override");

        assertThat(called()).isNull();
    }

    @Test
    void valueOfAnotherType_isRefusedOnceAndTheWorkRuns() {
        ArmedRule rule = chaos.arm("wrong: " + point + " return-override much");

        assertThat(called()).isEqualTo(100);
        assertThat(called()).isEqualTo(100);

        assertThat(rule.counters().done()).isZero();
        assertThat(rule.counters().cancelled()).isEqualTo(2);
        assertThat(chaos.events())
                .filteredOn(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .isEqualTo("return-override value was 'much' but must be a whole number of 32 bits"));
    }

    @Test
    void pointWithoutWork_saysThatThereIsNothingToReturn() {
        ArmedRule rule = chaos.arm("nowhere: " + point + " return-override 7");

        point.pass(TestCall.of(chaos));

        assertThat(rule.counters().cancelled()).isEqualTo(1);
        assertThat(chaos.explain("nowhere").lines())
                .anySatisfy(line -> assertThat(line.text()).contains("is passed without a value to return"));
    }

    @Test
    void exceptionBefore_keepsTheWorkFromRunning_andAfterDoesNot() {
        try (ArmedRule rule = chaos.arm("fail: " + point + " exception")) {
            assertThatThrownBy(this::called).isInstanceOf(IllegalStateException.class);
            assertThat(runs).hasValue(0);
            assertThat(rule.counters().done()).isEqualTo(1);
        }
        try (ArmedRule rule = chaos.arm("fail: " + point + " exception phase=after")) {
            assertThatThrownBy(this::called).isInstanceOf(IllegalStateException.class);
            assertThat(runs).hasValue(1);
            assertThat(rule.counters().done()).isEqualTo(1);
        }
    }

    @Test
    void workThatThrows_throwsWhatItDoesAndTheInjectionEnds() {
        ArmedRule rule = chaos.arm("poor: " + point + " return-override 7 phase=after");

        assertThatThrownBy(() -> point.<Integer, IOException>call(Integer.class, TestCall.of(chaos), () -> {
                    throw new IOException("real");
                }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("real");

        assertThat(rule.counters().waiting()).isZero();
        assertThat(rule.counters().done()).isZero();
    }

    @Test
    void latencyAfterAnOverride_delaysTheAnswer() {
        chaos.arm("poor: " + point + " return-override 7");
        ArmedRule slow = chaos.arm("slow: " + point + " latency 20ms phase=after");
        long start = System.nanoTime();

        assertThat(called()).isEqualTo(7);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        assertThat(slow.counters().done()).isEqualTo(1);
    }

    @Test
    void texts_becomeValuesOfTheReturnType() {
        assertThat(value("true", boolean.class)).isEqualTo(true);
        assertThat(value("-3", byte.class)).isEqualTo((byte) -3);
        assertThat(value("3", Long.class)).isEqualTo(3L);
        assertThat(value("0.5", double.class)).isEqualTo(0.5);
        assertThat(value("x", char.class)).isEqualTo('x');
        assertThat(value("gold", String.class)).isEqualTo("gold");
        assertThat(value("RUNNABLE", Thread.State.class)).isEqualTo(Thread.State.RUNNABLE);
        assertThat(value("PT2S", Duration.class)).isEqualTo(Duration.ofSeconds(2));
        assertThat(value("00000000-0000-0000-0000-000000000001", UUID.class)).isEqualTo(new UUID(0, 1));
        assertThat(value("7", OptionalInt.class)).isEqualTo(OptionalInt.of(7));
        assertThat(value("empty", List.class)).isEqualTo(List.of());
        assertThat(value("empty", Iterable.class)).isEqualTo(List.of());
        assertThat(value("empty", Set.class)).isEqualTo(Set.of());
        assertThat(value("empty", Map.class)).isEqualTo(Map.of());
        assertThat(value("empty", int[].class)).isEqualTo(new int[0]);
        assertThat(value("null", String.class)).isNull();
        assertThat(value(null, Optional.class)).isEqualTo(Optional.empty());
        assertThat(value(null, void.class)).isNull();
    }

    @Test
    void textsThatAreNoSuchValue_areRefusedWithWhatWouldBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value("yes", boolean.class))
                .withMessage("return-override value was 'yes' but must be true or false");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value("1", void.class))
                .withMessage("return-override value was '1' but must be left out, for the call returns nothing;"
                        + " without a value the call is skipped");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value(null, int.class))
                .withMessage("return-override value is missing; the call returns int, which cannot be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value("IDLE", Thread.State.class))
                .withMessageStartingWith("return-override value was 'IDLE' but must be one of NEW, RUNNABLE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value("x", Thread.class))
                .withMessage("return-override value was 'x' but must be null, for the call returns java.lang.Thread,"
                        + " which no text stands for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value("tomorrow", Duration.class))
                .withMessage("return-override value was 'tomorrow' but must be a duration, for example PT0.25S");
    }
}
