package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What happens to an injection under way when its rule ends. */
class InjectionCancelTest {

    private static final InjectionPoint POINT = Chaos.point("injection-cancel.call");

    private final Chaos chaos =
            Chaos.builder("cancel").ceiling(Ceiling.DEFAULT.allowing("hang")).build();

    private Injection decide() {
        try (ChaosContext.Scope scope = ChaosContext.empty().withEngine(chaos).open()) {
            Injection injection = POINT.decide(CallAttributes.NONE);
            assertThat(injection).isNotNull();
            return injection;
        }
    }

    /** Waiting used to replace the action that the target had registered, which then never ran. */
    @Test
    void targetsActionAndWaiting_bothLearnThatTheRuleEnded() {
        ArmedRule slow = chaos.arm("slow: injection-cancel.call latency 1ns phase=after");
        ArmedRule hang = chaos.arm("hang: injection-cancel.call hang");
        AtomicInteger runs = new AtomicInteger();
        Injection injection = decide();
        assertThat(injection.begin()).isTrue();
        injection.onCancel(runs::incrementAndGet);
        injection.await(Phase.AFTER);

        hang.disarm();

        assertThat(runs).hasValue(1);
        injection.done();
        slow.disarm();
        assertThat(runs)
                .as("an injection that has ended is not called off any more")
                .hasValue(1);
    }

    @Test
    void actionRegisteredAfterTheRuleEnded_runsAtOnceAndOnce() {
        ArmedRule hang = chaos.arm("hang: injection-cancel.call hang");
        Injection injection = decide();
        hang.disarm();
        AtomicInteger runs = new AtomicInteger();

        injection.onCancel(runs::incrementAndGet);
        hang.disarm();

        assertThat(runs).hasValue(1);
        assertThat(injection.begin()).isFalse();
        injection.done();
        assertThat(hang.counters().cancelled()).isEqualTo(1);
        assertThat(hang.counters().done()).isZero();
    }
}
