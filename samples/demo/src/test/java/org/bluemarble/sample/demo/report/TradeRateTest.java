package org.bluemarble.sample.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.sample.demo.result.MadeUpRuns;
import org.bluemarble.sample.demo.result.Timeline;
import org.junit.jupiter.api.Test;

class TradeRateTest {
    @Test
    void steadyTrades_areCountedPerSecond() {
        List<Instant> every50Millis = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            every50Millis.add(MadeUpRuns.START.plusMillis(50L * i));
        }

        TradeRate rate = TradeRate.of(timeline(every50Millis));

        assertThat(rate.near(2.0)).isEqualTo(20.0);
        assertThat(rate.highest()).isEqualTo(20.0);
        assertThat(rate.points().get(0).seconds()).isZero();
    }

    @Test
    void timeWithoutTrades_isZero() {
        TradeRate rate = TradeRate.of(timeline(List.of(MadeUpRuns.START.plusMillis(4500))));

        assertThat(rate.near(1.0)).isZero();
        assertThat(rate.near(4.5)).isEqualTo(2.0);
    }

    private static Timeline timeline(List<Instant> acknowledgements) {
        Instant start = MadeUpRuns.START;
        return new Timeline(start, start.plusSeconds(5), start.plusSeconds(6), acknowledgements, List.of());
    }
}
