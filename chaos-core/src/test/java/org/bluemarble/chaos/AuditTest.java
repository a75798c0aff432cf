package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AuditTest {

    @Test
    void ruleRefused_eventHoldsTheProblemsAndNoClassName() {
        try (Chaos engine = Chaos.create("audit")) {
            engine.killSwitch("maintenance");
            FaultRule rule = FaultRule.named("slow")
                    .at(Chaos.point("audit.test"))
                    .inject(Latency.of(Duration.ofMillis(1)))
                    .build();

            assertThatThrownBy(() -> engine.arm(rule)).isInstanceOf(ChaosConfigurationException.class);

            ChaosEvent refused = engine.events().get(1);
            assertThat(refused.kind()).isEqualTo(ChaosEvent.Kind.REFUSED);
            assertThat(refused.rule()).isEqualTo("slow");
            assertThat(refused.text()).startsWith("rule 'slow': ").contains("maintenance");
        }
    }

    /** A refusal was told while the engine's monitor was held; a listener with a lock of its own could then deadlock. */
    @Test
    void ruleRefused_listenerMayWaitForAThreadThatAsksForTheRules() {
        try (Chaos engine = Chaos.create("audit")) {
            AtomicReference<List<ArmedRule>> seen = new AtomicReference<>();
            engine.listen(event -> seen.set(CompletableFuture.supplyAsync(engine::rules)
                    .completeOnTimeout(null, 30, TimeUnit.SECONDS)
                    .join()));

            assertThatThrownBy(() -> engine.arm("slow: no.such-point latency 1ms"))
                    .isInstanceOf(ChaosConfigurationException.class);

            assertThat(seen.get()).isNotNull().isEmpty();
        }
    }
}
