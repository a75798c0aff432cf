package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TriggerTest {

    private static final long STREAM = DecisionStream.of(1, "trigger-test");

    private static List<Long> fired(Trigger trigger, long calls) {
        return LongStream.rangeClosed(1, calls)
                .filter(n -> trigger.fires(STREAM, n))
                .boxed()
                .toList();
    }

    private static Trigger chance(double share) {
        return Trigger.probability(new Probability(share));
    }

    @Test
    void eachTrigger_firesOnTheCallsItSays() {
        assertThat(fired(Trigger.always(), 3)).containsExactly(1L, 2L, 3L);
        assertThat(fired(Trigger.never(), 3)).isEmpty();
        assertThat(fired(Trigger.nth(2), 5)).containsExactly(2L);
        assertThat(fired(Trigger.first(2), 5)).containsExactly(1L, 2L);
        assertThat(fired(Trigger.every(2), 5)).containsExactly(2L, 4L);
        assertThat(fired(Trigger.after(3, Trigger.every(2)), 8)).containsExactly(5L, 7L);
        assertThat(fired(Trigger.both(Trigger.first(6), Trigger.every(3)), 12)).containsExactly(3L, 6L);
    }

    @Test
    void probability_zeroNeverFiresAndOneAlways() {
        assertThat(fired(chance(0), 10_000)).isEmpty();
        assertThat(fired(chance(1), 10_000)).hasSize(10_000);
    }

    /** Within five standard deviations of what is expected. */
    @Test
    void probability_firesOnSuchAShare() {
        assertThat(fired(chance(0.01), 1_000_000)).hasSizeBetween(9_500, 10_500);
    }

    /** Were both drawn from the same number, the smaller would decide alone: half of the calls, not a quarter. */
    @Test
    void bothProbabilities_areDrawnIndependently() {
        assertThat(fired(Trigger.both(chance(0.5), chance(0.5)), 100_000)).hasSizeBetween(24_300, 25_700);
    }

    @Test
    void rulesOfTwoIds_areDrawnIndependently() {
        long other = DecisionStream.of(1, "trigger-tesu");
        Trigger half = chance(0.5);

        long agree = LongStream.rangeClosed(1, 100_000)
                .filter(n -> half.fires(STREAM, n) == half.fires(other, n))
                .count();

        assertThat(agree).isBetween(49_200L, 50_800L);
    }

    @Test
    void numbersOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trigger.nth(0))
                .withMessage("nth was 0 but must be at least 1; calls count from 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Trigger.first(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Trigger.every(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trigger.after(-1, Trigger.always()))
                .withMessage("after was -1 but must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(Double.NaN))
                .withMessage("probability was NaN but must lie between 0 and 1");
    }
}
