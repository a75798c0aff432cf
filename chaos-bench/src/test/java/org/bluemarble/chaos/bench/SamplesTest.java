package org.bluemarble.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void manyNumbersInAnyOrder_quantilesLieBetweenThem() {
        Samples samples = new Samples();
        for (int i = 1000; i >= 0; i--) {
            samples.add(i);
        }

        assertThat(samples.size()).isEqualTo(1001);
        assertThat(samples.last()).isZero();
        assertThat(samples.quantile(0)).isZero();
        assertThat(samples.median()).isEqualTo(500);
        assertThat(samples.quantile(0.99)).isEqualTo(990);
        assertThat(samples.tail("%.1f")).isEqualTo("median 500.0, 99th percentile 990.0, highest 1000.0");
    }

    @Test
    void oneRoundLessTheOther_differenceOfEach() {
        Samples one = new Samples();
        Samples other = new Samples();
        one.add(3);
        other.add(1);
        one.add(5);
        other.add(5);

        assertThat(one.minus(other).summary("%.1f")).isEqualTo("1.0 (0.5 to 1.5)");
    }

    @Test
    void nothingMeasured_thatIsSaid() {
        assertThat(new Samples().median()).isNaN();
    }
}
