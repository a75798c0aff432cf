package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Delays are drawn from the distribution they are named after; bounds are ten standard errors wide, and the seed is fixed. */
class LatencyTest {

    private static final int SAMPLES = 100_000;
    private static final long STREAM = DecisionStream.of(2026, "latency");

    private static double[] millis(Latency latency) {
        return LongStream.rangeClosed(1, SAMPLES)
                .mapToDouble(n -> latency.sampleNanos(DecisionStream.draws(STREAM, n, DecisionStream.DELAY_LANE)) / 1e6)
                .sorted()
                .toArray();
    }

    private static double mean(double[] samples) {
        return Arrays.stream(samples).average().orElseThrow();
    }

    private static double deviation(double[] samples) {
        double mean = mean(samples);
        return Math.sqrt(Arrays.stream(samples)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * sorted.length)];
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void fixed_isAlwaysTheSame() {
        double[] samples = millis(Latency.of(ms(250)));

        assertThat(samples[0]).isEqualTo(250);
        assertThat(samples[SAMPLES - 1]).isEqualTo(250);
    }

    @Test
    void jitter_spreadsEvenlyAndNeverBelowZero() {
        double[] samples = millis(Latency.of(ms(100)).withJitter(ms(20)));
        double[] large = millis(Latency.of(ms(10)).withJitter(ms(20)));

        assertThat(samples[0]).isBetween(80.0, 80.1);
        assertThat(samples[SAMPLES - 1]).isBetween(119.9, 120.0);
        assertThat(mean(samples)).isBetween(99.6, 100.4);
        // A quarter of the range from -10 ms to 30 ms lies below zero.
        assertThat(quantile(large, 0.24)).isZero();
        assertThat(quantile(large, 0.26)).isPositive();
    }

    @Test
    void uniform_liesBetweenItsEnds() {
        double[] samples = millis(Latency.of(new Delay.Uniform(ms(10), ms(30))));

        assertThat(samples[0]).isBetween(10.0, 10.1);
        assertThat(samples[SAMPLES - 1]).isBetween(29.9, 30.0);
        assertThat(mean(samples)).isBetween(19.8, 20.2);
        assertThat(deviation(samples)).isBetween(5.7, 5.85);
    }

    @Test
    void normal_hasItsMeanAndDeviation() {
        double[] samples = millis(Latency.of(new Delay.Normal(ms(100), ms(10))));

        assertThat(mean(samples)).isBetween(99.6, 100.4);
        assertThat(deviation(samples)).isBetween(9.7, 10.3);
        assertThat(quantile(samples, 0.8413)).isBetween(109.5, 110.5);
    }

    @Test
    void normalAroundZero_isNeverNegative() {
        double[] samples = millis(Latency.of(new Delay.Normal(ms(0), ms(10))));

        assertThat(samples[0]).isZero();
        assertThat(quantile(samples, 0.48)).isZero();
        assertThat(quantile(samples, 0.52)).isPositive();
    }

    @Test
    void logNormal_hasItsMedianAndTail() {
        double[] samples = millis(Latency.of(new Delay.LogNormal(ms(100), 0.5)));

        assertThat(quantile(samples, 0.5)).isBetween(98.0, 102.0);
        assertThat(mean(samples)).isBetween(111.0, 115.5);
        assertThat(quantile(samples, 0.99) / quantile(samples, 0.5)).isBetween(3.05, 3.35);
    }

    @Test
    void pareto_hasALongTailAboveItsScale() {
        double[] samples = millis(Latency.of(new Delay.Pareto(ms(10), 2)));

        assertThat(samples[0]).isBetween(10.0, 10.01);
        assertThat(quantile(samples, 0.5)).isBetween(13.9, 14.4);
        assertThat(quantile(samples, 0.99)).isBetween(92.0, 108.0);
    }

    @Test
    void max_boundsEverySample() {
        double[] samples = millis(new Latency(new Delay.Pareto(ms(10), 0.5), Duration.ZERO, ms(50)));

        assertThat(samples[SAMPLES - 1]).isEqualTo(50);
        assertThat(samples[0]).isLessThan(11);
    }

    @Test
    void sameNumbers_giveTheSameSample() {
        Latency latency = Latency.of(new Delay.Normal(ms(100), ms(10))).withJitter(ms(3));

        assertThat(latency.sampleNanos(DecisionStream.draws(STREAM, 5, 1)))
                .isEqualTo(latency.sampleNanos(DecisionStream.draws(STREAM, 5, 1)))
                .isNotEqualTo(latency.sampleNanos(DecisionStream.draws(STREAM, 6, 1)));
    }

    @Test
    void parameters_areThoseThatDifferFromTheirDefaults() {
        assertThat(Latency.of(ms(250)).parameters()).isEqualTo(Map.of("delay", ms(250)));
        assertThat(Latency.of(Duration.ofMinutes(2)).parameters()).isEqualTo(Map.of("delay", Duration.ofMinutes(2)));
        assertThat(new Latency(new Delay.Uniform(ms(1), ms(2)), ms(3), ms(4)).parameters())
                .isEqualTo(
                        Map.of("distribution", "uniform", "from", ms(1), "to", ms(2), "jitter", ms(3), "max", ms(4)));
    }

    @Test
    void everyDistribution_hasASpelling() {
        assertThat(Delay.class.getPermittedSubclasses())
                .hasSize(LatencyReader.Distribution.spellings().size());
    }

    @Test
    void impossibleValues_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latency.of(ms(-1)))
                .withMessage("delay was PT-0.001S but must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latency.of(ms(1)).withJitter(ms(-1)))
                .withMessage("jitter was PT-0.001S but must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latency.of(Duration.ofHours(2)))
                .withMessage("max was PT2H but must lie above zero and up to PT1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Delay.Uniform(ms(2), ms(1)))
                .withMessage("min was PT0.002S but must not exceed max, which was PT0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Delay.LogNormal(ms(2), Double.NaN))
                .withMessage("sigma was NaN but must lie above 0 and up to 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Delay.Pareto(ms(2), 0))
                .withMessage("shape was 0.0 but must lie above 0 and up to 100");
    }
}
