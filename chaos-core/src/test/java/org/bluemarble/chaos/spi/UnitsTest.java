package org.bluemarble.chaos.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.Probability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    private final Findings findings = new Findings();

    private static Word word(String text) {
        return new Word(text, "value", null);
    }

    @ParameterizedTest
    @CsvSource({
        "250ms, 250000000, 250ms",
        "1.5s, 1500000000, 1500ms",
        "1ns, 1, 1ns",
        "10us, 10000, 10us",
        "10µs, 10000, 10us",
        "0.5us, 500, 500ns",
        "90s, 90000000000, 90s",
        "120s, 120000000000, 2m",
        "5m, 300000000000, 5m",
        "60m, 3600000000000, 1h",
        "2h, 7200000000000, 2h",
        "0s, 0, 0ms",
        "250 ms, 250000000, 250ms"
    })
    void duration_isReadAndWrittenInItsLargestWholeUnit(String text, long nanos, String written) {
        Duration duration = Units.duration(word(text), findings);

        assertThat(duration).isEqualTo(Duration.ofNanos(nanos));
        assertThat(Units.text(duration)).isEqualTo(written);
        assertThat(findings.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1%, 0.01, 1%",
        "0.5%, 0.005, 0.5%",
        "0.01, 0.01, 1%",
        "1.0, 1, 100%",
        "100%, 1, 100%",
        ".25, 0.25, 25%",
        "33.3%, 0.333, 33.3%",
        "1e-7, 0.0000001, 0.00001%"
    })
    void probability_isReadAndWrittenInPerCent(String text, double value, String written) {
        Probability probability = Units.probability(word(text), findings);

        assertThat(probability).isEqualTo(new Probability(value));
        assertThat(Units.text(probability)).isEqualTo(written);
        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void anyValue_readsBackEqual() {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 20_000; i++) {
            Duration duration = Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 63)));
            Probability probability = new Probability(Math.pow(random.nextDouble(), random.nextInt(1, 40)));
            assertThat(Units.duration(word(Units.text(duration)), findings)).isEqualTo(duration);
            assertThat(Units.probability(word(Units.text(probability)), findings))
                    .isEqualTo(probability);
            double decimal = random.nextDouble() * Math.pow(10, random.nextInt(-30, 30));
            assertThat(Units.decimal(word(Units.text(decimal)), findings)).isEqualTo(decimal);
        }
        assertThat(findings.isEmpty()).as("seed 17").isTrue();
    }

    @Test
    void numberOutOfRange_isRefusedHoweverLarge() {
        assertThat(Units.number(word("9".repeat(30)), 1, 10, findings)).isNull();
        assertThat(Units.number(word("+7"), 1, 10, findings)).isEqualTo(7);

        assertThat(findings.problems())
                .singleElement()
                .hasToString("value was " + "9".repeat(30) + " but must lie between 1 and 10");
    }

    @Test
    void option_isReadOnItsOwn() {
        assertThat(Units.duration("interval", "2s")).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> Units.duration("interval", "2"))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage("option: interval was '2' but needs a unit, for example 2ms");
    }
}
