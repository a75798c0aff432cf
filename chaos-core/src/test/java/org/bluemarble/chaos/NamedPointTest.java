package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Named points in server code, passed in the simple way. */
class NamedPointTest extends EngineTest {

    private void pass() {
        try (ChaosContext.Scope scope = ChaosContext.current().withEngine(chaos).open()) {
            point.pass();
        }
    }

    @Test
    void exception_isThrownOutOfPass() {
        ArmedRule rule = chaos.arm(rule("fail")
                .inject(new ThrowException("java.lang.UnsupportedOperationException", "no trade today"))
                .limit(1)
                .build());

        assertThatThrownBy(this::pass)
                .isExactlyInstanceOf(UnsupportedOperationException.class)
                .hasMessage("no trade today")
                .satisfies(
                        failure -> assertThat(failure.getSuppressed()).hasExactlyElementsOfTypes(InjectedFault.class));

        pass();
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void checkedException_isThrownAsItIs() {
        chaos.arm(rule("io")
                .inject(new ThrowException("java.io.IOException", "gone"))
                .build());

        assertThatThrownBy(this::pass).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void exceptionWithoutMessageConstructor_isThrown() {
        chaos.arm(rule("plain")
                .inject(new ThrowException(Plain.class.getName(), "unused"))
                .build());

        assertThatThrownBy(this::pass).isExactlyInstanceOf(Plain.class).hasMessage(null);
    }

    /** The class was fine when the rule was armed; what its constructor does shows only here. */
    @Test
    void exceptionCannotBeMade_callPassesAndTheRuleSaysWhy() {
        ArmedRule rule = chaos.arm(rule("bad")
                .inject(new ThrowException(Unmakeable.class.getName(), "x"))
                .build());

        pass();
        pass();

        assertThat(rule.counters())
                .extracting(RuleCounters::injected, RuleCounters::done, RuleCounters::cancelled, RuleCounters::waiting)
                .containsExactly(2L, 0L, 2L, 0L);
        assertThat(chaos.events())
                .filteredOn(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains(Unmakeable.class.getName()));
    }

    /** Server code that passes a target's point itself cannot apply the target's faults. */
    @Test
    void targetsFault_callPassesAndTheRuleSaysWhy() {
        FaultRule rule = new FaultRule(
                "target",
                point.name(),
                Selector.ALL,
                Trigger.always(),
                new TargetFault("lost-ack", Map.of()),
                null,
                Bounds.DEFAULT,
                true);
        ArmedRule armed = new ArmedRule(chaos, rule, Phase.AFTER, point, clock.now());
        Injection injection = Objects.requireNonNull(decide(armed));

        NamedPointCall.apply(injection);

        assertThat(armed.counters().cancelled()).isEqualTo(1);
        assertThat(chaos.events())
                .last()
                .satisfies(event -> assertThat(event.text()).contains("lost-ack"));
    }

    private @org.jspecify.annotations.Nullable Injection decide(ArmedRule armed) {
        synchronized (chaos) {
            armed.setEnabled(true);
        }
        try {
            return call();
        } finally {
            synchronized (chaos) {
                point.remove(armed);
            }
        }
    }

    @Test
    void latencyAndException_waitsThenThrows() {
        chaos.arm(rule("slow").inject(Latency.of(Duration.ofMillis(20))).build());
        chaos.arm(rule("fail").build());
        long start = System.nanoTime();

        assertThatThrownBy(this::pass).hasMessage("fail");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void latencyAfter_waitsToo() {
        ArmedRule rule = chaos.arm(rule("slow")
                .inject(Latency.of(Duration.ofMillis(20)))
                .phase(Phase.AFTER)
                .build());
        long start = System.nanoTime();

        pass();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    /** An exception class without a message. */
    public static final class Plain extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** An exception class whose constructor fails. */
    public static final class Unmakeable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Fails. */
        public Unmakeable(String message) {
            super(message);
            throw new IllegalArgumentException("this constructor wants more");
        }
    }
}
