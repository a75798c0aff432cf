package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassCountTest extends EngineTest {

    @Test
    void oneThread_countIsExact() {
        PassCount count = new PassCount();

        for (int i = 0; i < 1_000; i++) {
            count.increment();
        }

        assertThat(count.sum()).isEqualTo(1_000);
    }

    @Test
    void eightThreads_countIsNearlyExactAndNeverTooHigh() throws Exception {
        PassCount count = new PassCount();

        racers.race(8, () -> {
            for (int i = 0; i < 100_000; i++) {
                count.increment();
            }
            return true;
        });

        assertThat(count.sum()).isBetween(400_000L, 800_000L);
    }

    @Test
    void callsLetPass_areCountedByReason() {
        ArmedRule rule = chaos.arm(rule("passed").where("player", "p17").build());
        for (int i = 0; i < 3; i++) {
            assertThat(call()).isNull();
        }
        assertThat(point.decide(CallAttributes.NONE)).isNull();

        assertThat(rule.counters())
                .extracting(RuleCounters::notSelected, RuleCounters::outOfScope, RuleCounters::passed)
                .containsExactly(3L, 1L, 4L);
    }
}
