package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BurstTest {

    private static final long STREAM = DecisionStream.of(42, "a-rule");

    private static Burst burst(long calls, long gap) {
        return new Burst(calls, gap, Probability.ONE, Probability.ZERO);
    }

    @Test
    void burstsAndGaps_haveTheirMeanLengths() {
        Burst burst = burst(20, 80);
        long calls = 200_000;
        long inside = 0;
        long begun = 0;
        for (long n = 1; n <= calls; n++) {
            inside += burst.isInBurst(STREAM, n) ? 1 : 0;
            begun += burst.isInBurst(STREAM, n) && !burst.isInBurst(STREAM, n - 1) ? 1 : 0;
        }

        assertThat(begun).as("2000 bursts of 100 calls with their gaps").isBetween(1_800L, 2_200L);
        assertThat((double) inside / begun).isBetween(18.0, 22.0);
        assertThat((double) inside / calls).isBetween(0.18, 0.22);
    }

    /** Walking the chain forwards from any call's state gives the same states: it is one chain, wherever one looks. */
    @Test
    void stateOfEachCall_followsFromTheOneBefore() {
        for (Burst burst : new Burst[] {burst(5, 9), burst(1, 3), burst(2, 1), burst(3, 1), burst(1, 2)}) {
            boolean inside = burst.isInBurst(STREAM, 0);
            for (long n = 1; n <= 20_000; n++) {
                double drawn = DecisionStream.uniform(STREAM, n, DecisionStream.BURST_LANE);
                inside = inside ? drawn < 1 - 1.0 / burst.meanCalls() : drawn < 1.0 / burst.meanGap();
                assertThat(burst.isInBurst(STREAM, n))
                        .as("%s, call %d", burst, n)
                        .isEqualTo(inside);
            }
        }
    }

    @Test
    void decision_dependsOnSeedRuleAndNumberAlone() {
        Burst burst = new Burst(10, 30, new Probability(0.8), new Probability(0.05));
        long[] forwards = LongStream.rangeClosed(1, 2_000)
                .filter(n -> burst.fires(STREAM, n))
                .toArray();
        long[] backwards = LongStream.rangeClosed(1, 2_000)
                .map(n -> 2_001 - n)
                .filter(n -> burst.fires(STREAM, n))
                .sorted()
                .toArray();

        assertThat(backwards).isEqualTo(forwards);
        assertThat(LongStream.rangeClosed(1, 2_000)
                        .filter(n -> burst.fires(DecisionStream.of(43, "a-rule"), n))
                        .toArray())
                .isNotEqualTo(forwards);
    }

    @Test
    void shares_holdInsideAndOutside() {
        Burst burst = new Burst(50, 50, new Probability(0.9), new Probability(0.1));
        long fired = LongStream.rangeClosed(1, 100_000)
                .filter(n -> burst.fires(STREAM, n))
                .count();

        assertThat(fired).isBetween(46_000L, 54_000L);
        assertThat(burst.share(1)).isEqualTo(0.5);
        assertThat(burst.share(0.5)).isEqualTo(0.3);
    }

    @Test
    void longestBurst_isDecidedWithoutWalkingFar() {
        Burst burst = burst(Burst.LONGEST_BURST, Burst.LONGEST_GAP);

        assertThat(LongStream.rangeClosed(1, 20_000)
                        .filter(n -> burst.fires(STREAM, n))
                        .count())
                .isLessThan(20_000);
    }

    @Test
    void burstsThatMakeNoSense_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> burst(1, 1))
                .withMessage("burst was 1 and gap 1, but one of them must be longer; every=2 alternates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> burst(0, 5))
                .withMessage("burst was 0 calls but must lie between 1 and 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Burst(2, 5, Probability.ZERO, Probability.ZERO))
                .withMessage("inside was 0.0 but must be above outside, which was 0.0");
    }
}
