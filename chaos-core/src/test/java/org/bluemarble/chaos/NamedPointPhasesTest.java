package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Named points where several faults meet, or one that only a target could apply. */
class NamedPointPhasesTest extends EngineTest {

    private void pass() {
        try (ChaosContext.Scope scope = ChaosContext.current().withEngine(chaos).open()) {
            point.pass();
        }
    }

    /** Server code that passes a target's point itself cannot apply the target's faults. */
    @Test
    void targetsFault_callPassesAndTheRuleEnds() {
        FaultRule rule = new FaultRule(
                "target",
                point.name(),
                Selector.ALL,
                Trigger.always(),
                new TargetFault("lost-ack", Map.of()),
                null,
                Bounds.DEFAULT,
                true,
                false);
        ArmedRule armed = new ArmedRule(chaos, rule, Phase.AFTER, point, clock.now());
        Injection injection = Objects.requireNonNull(decide(armed));

        NamedPointCall.apply(injection);

        assertThat(armed.counters().cancelled()).isEqualTo(1);
        assertThat(chaos.events()).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ChaosEvent.Kind.FAILED);
            assertThat(event.text()).contains("lost-ack");
        });
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
}
