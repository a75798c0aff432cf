package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
}
