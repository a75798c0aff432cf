package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FlagTest extends EngineTest {

    @Test
    void armedNotEnabled_actsOnlyOnceEnabled() {
        ArmedRule rule = chaos.arm(rule("flag").enabled(false).build());
        assertThat(point.isArmed()).isFalse();
        assertThat(call()).isNull();

        rule.enable();

        assertThat(rule.isEnabled()).isTrue();
        disturbed().done();
    }

    @Test
    void disabledAndEnabledAgain_keepsItsCounts() {
        ArmedRule rule = chaos.arm(rule("flag").limit(2).build());
        disturbed().cancelled();

        rule.disable();
        assertThat(call()).isNull();
        rule.enable();
        disturbed().cancelled();

        assertThat(call()).as("beyond the limit").isNull();
        assertThat(rule.counters())
                .extracting(RuleCounters::selected, RuleCounters::injected, RuleCounters::overLimit)
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    void disabled_releasesWhatWaitsAndNothingDecidedBeforeBegins() throws Exception {
        ArmedRule rule =
                chaos.arm(rule("flag").inject(new Hang(Hang.UNTIL_DISARMED)).build());
        Injection decided = disturbed();
        Future<String> hanging = racers.begin(() -> {
            point.pass(TestCall.of(chaos));
            return "went on";
        });
        await("the call hangs").atMost(PATIENCE).until(() -> rule.counters().waiting() == 2);

        rule.disable();

        assertThat(hanging.get(60, TimeUnit.SECONDS)).isEqualTo("went on");
        assertThat(decided.begin()).isFalse();
        assertThat(rule.isArmed()).isTrue();
        rule.enable();
        assertThat(decided.begin()).as("an old decision does not come back").isFalse();
    }

    @Test
    void switchedToWhatItIs_changesNothing() {
        ArmedRule rule = chaos.arm(rule("flag").build());

        rule.enable();
        rule.disable();
        rule.disable();

        assertThat(chaos.events())
                .extracting(ChaosEvent::kind)
                .containsExactly(ChaosEvent.Kind.ARMED, ChaosEvent.Kind.DISABLED);
    }

    @Test
    void ended_cannotBeEnabledButDisablingIsHarmless() {
        ArmedRule rule = chaos.arm(rule("flag").build());
        rule.disarm();

        rule.disable();

        assertThatThrownBy(rule::enable)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("rule 'flag' was DISARMED and must be armed again");
        assertThat(point.isArmed()).isFalse();
    }

    /** A target that follows a transaction while armed learns from the number that it has missed some. */
    @Test
    void pointArmedAgain_armingsGrow() {
        int before = point.armings();
        ArmedRule one = chaos.arm(rule("one").build());
        ArmedRule two = chaos.arm(rule("two").build());
        one.disable();
        assertThat(point.armings()).isEqualTo(before + 1);

        two.disarm();
        one.enable();

        assertThat(point.armings()).isEqualTo(before + 2);
    }
}
