package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class KillSwitchTest extends EngineTest {

    @Test
    void killSwitch_endsEveryRuleAndRefusesOthersUntilReset() {
        ArmedRule one = chaos.arm(rule("one").build());
        ArmedRule two = chaos.arm(rule("two").enabled(false).build());
        Injection decided = disturbed();

        assertThat(chaos.killSwitch("the boss fight stalls")).isEqualTo(2);

        assertThat(List.of(one, two)).extracting(ArmedRule::end).containsOnly(ArmedRule.End.KILLED);
        assertThat(decided.begin()).isFalse();
        assertThat(chaos.killed()).isEqualTo("the boss fight stalls");
        assertThat(point.isArmed()).isFalse();
        assertThatThrownBy(() -> chaos.arm(rule("three").build()))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessageContaining("the boss fight stalls");
        assertThatThrownBy(two::enable).isInstanceOf(IllegalStateException.class);

        chaos.reset();

        assertThat(chaos.killed()).isNull();
        assertThat(chaos.rules()).as("resetting arms nothing").isEmpty();
        assertThat(chaos.arm(rule("three").build()).isArmed()).isTrue();
        assertThat(call()).isNotNull();
    }

    @Test
    void killSwitchRacesWithArming_nothingStaysArmed() throws Exception {
        for (int round = 0; round < 500; round++) {
            Callable<Object> arming = () -> {
                for (int i = 0; i < 10; i++) {
                    try {
                        chaos.arm(rule("race-" + Thread.currentThread().getId() + "-" + i)
                                .build());
                    } catch (ChaosConfigurationException killed) {
                        return killed;
                    }
                }
                return "armed all";
            };

            racers.race(List.of(arming, arming, () -> chaos.killSwitch("race")));

            assertThat(chaos.rules()).isEmpty();
            assertThat(point.isArmed()).isFalse();
            chaos.reset();
        }
    }

    @Test
    void engineClosed_nothingActsAndNothingMayBeArmed() {
        ArmedRule rule = chaos.arm(rule("closed").build());

        chaos.close();

        assertThat(rule.isArmed()).isFalse();
        assertThat(call()).isNull();
        assertThatThrownBy(() -> chaos.arm(rule("later").build())).hasMessageContaining("engine 'test' was closed");
    }
}
