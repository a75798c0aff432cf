package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InjectionPointTest extends EngineTest {

    @Test
    void equalNames_areTheSamePointInEveryThread() throws Exception {
        var points = racers.race(8, () -> Chaos.point("point-test.interned"));

        assertThat(new HashSet<>(points)).hasSize(1);
        assertThat(FaultCatalogue.process().point("point-test.interned")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc.commit", "trade.after-debit", "a.b", "shard2.tick.end", "trade.2nd-leg"})
    void wellFormedName_isTaken(String name) {
        assertThat(Chaos.point(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "commit",
                "jdbc.",
                ".commit",
                "jdbc..commit",
                "Jdbc.commit",
                "jdbc.Commit",
                "2jdbc.commit",
                "jdbc.-commit",
                "jdbc commit",
                "jdbc.commit ",
                "jdbc.commit\n",
                "jdbc,commit",
                "jdbc.commít",
                "jdbc.commit[a=b]"
            })
    void malformedName_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chaos.point(name))
                .withMessage(
                        "point name was '" + name
                                + "' but must read target.operation in lower-case letters, digits and hyphens, for example trade.after-debit");
        assertThat(FaultCatalogue.process().point(name)).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks does
    void noName_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> Chaos.point(null)).withMessage("name");
    }

    @Test
    void disarmed_passesAndDecidesNothing() {
        point.pass();

        assertThat(point.decide(CallAttributes.NONE)).isNull();
        assertThat(point.isArmed()).isFalse();
        assertThat(point.armedRules()).isEmpty();
    }

    @Test
    void armed_listsItsRulesInTheOrderOfArming() {
        ArmedRule first = chaos.arm(rule("first").build());
        ArmedRule second = chaos.arm(rule("second").build());
        first.disable();
        assertThat(point.armedRules()).containsExactly(second);
        first.enable();

        assertThat(point.armedRules()).containsExactly(first, second);
    }
}
