package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Probabilities, bounds and ceilings: small values that refuse what makes no sense. */
class ValuesTest {

    @Test
    void probability_liesBetweenZeroAndOne() {
        assertThat(Probability.ofPercent(1)).isEqualTo(new Probability(0.01));
        assertThat(Probability.ZERO).isLessThan(Probability.ONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(1.01))
                .withMessage("probability was 1.01 but must lie between 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(Double.NaN))
                .withMessage("probability was NaN but must lie between 0 and 1");
    }

    @Test
    void bounds_refuseNoInjectionAndNoTime() {
        assertThat(Bounds.DEFAULT.withLimit(3).withTtl(Duration.ofMinutes(1)))
                .isEqualTo(new Bounds(3, Duration.ofMinutes(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withLimit(0))
                .withMessage("limit was 0 but must be at least 1; disarm a rule to stop it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withTtl(Duration.ZERO))
                .withMessage("ttl was PT0S but must be at least 1ms");
    }

    @Test
    void ceiling_refusesATimeToLiveThatNoTimerCouldKeep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ceiling.DEFAULT.withHighestTtl(Duration.ofDays(300_000)))
                .withMessage("highest ttl was PT7200000H but must lie above zero and up to PT168H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ceiling.DEFAULT.withHighestTtl(Duration.ZERO))
                .withMessage("highest ttl was PT0S but must lie above zero and up to PT168H");
    }

    @Test
    void ruleIds_areOneWordInLowerCase() {
        assertThat(FaultRule.isId("lose-ack-2")).isTrue();
        assertThat(FaultRule.isId("a".repeat(64))).isTrue();
        assertThat(FaultRule.isId("a".repeat(65))).isFalse();
        assertThat(FaultRule.isId("-a")).isFalse();
        assertThat(FaultRule.isId("Lose")).isFalse();
        assertThat(FaultRule.isId("")).isFalse();
    }

    @Test
    void pointNames_readTargetAndOperation() {
        assertThat(InjectionPoint.isName("trade.after-debit")).isTrue();
        assertThat(InjectionPoint.isName("trade")).isFalse();
        assertThat(InjectionPoint.isName("Trade.debit")).isFalse();
        assertThat(InjectionPoint.isName("a" + ".b".repeat(100_000))).isFalse();
    }
}
