package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delays that were measured somewhere and are met again here. */
class EmpiricalLatencyTest extends EngineTest {

    private static final long STREAM = DecisionStream.of(SEED, "measured");

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ping.txt"), text);
    }

    private String line(Path file) {
        return "measured: " + point + " latency distribution=empirical file='" + file + "'";
    }

    @Test
    void manySamples_areAsFrequentAsTheMeasuredOnes() throws IOException {
        Delay.Empirical delay = Delay.Empirical.read(file("# ms\n\n2ms,89\n 20ms , 10\n1s\n"));

        Map<Long, Long> counts = LongStream.range(0, 100_000)
                .map(call -> Latency.of(delay).sampleNanos(DecisionStream.draws(STREAM, call, 1)))
                .boxed()
                .collect(
                        java.util.stream.Collectors.groupingBy(nanos -> nanos, java.util.stream.Collectors.counting()));

        assertThat(counts.keySet()).containsExactlyInAnyOrder(2_000_000L, 20_000_000L, 1_000_000_000L);
        assertThat(counts.get(2_000_000L)).isCloseTo(89_000L, within(900L));
        assertThat(counts.get(20_000_000L)).isCloseTo(10_000L, within(900L));
        assertThat(counts.get(1_000_000_000L)).isCloseTo(1_000L, within(300L));
    }

    @Test
    void ranks_haveNoGapAndNoOverlap() {
        MeasuredDelays delays = MeasuredDelays.of(Map.of(Duration.ofNanos(5), 1L, Duration.ofNanos(7), 3L));

        assertThat(LongStream.range(0, 4).map(rank -> delays.nanosAt(rank / 4.0)))
                .containsExactly(5L, 7L, 7L, 7L);
        assertThat(delays.nanosAt(Math.nextDown(0.25))).isEqualTo(5);
        assertThat(delays.nanosAt(Math.nextDown(1.0))).isEqualTo(7);
    }

    @Test
    void ruleWithAFile_delaysAndReadsBackAsItself() throws IOException {
        Path file = file("30ms,4\n");
        ArmedRule armed = chaos.arm(line(file));
        long start = System.nanoTime();

        point.pass(TestCall.of(chaos));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(armed.counters().done()).isEqualTo(1);
        assertThat(FaultRule.parse(armed.rule().line())).isEqualTo(armed.rule());
        assertThat(armed.rule().line()).contains("distribution=empirical").contains("ping.txt");
    }

    @Test
    void wrongLines_areAllToldWithTheirNumbers() throws IOException {
        Path file = file("12ms\n12\n3ms,often\n# fine\n-1ms\n2h,1\n4ms,0\n");

        assertThat(chaos.check(line(file)))
                .extracting(problem -> problem.text())
                .containsExactly(
                        "file line 2 was '12' but needs a unit, for example 12ms",
                        "file line 3, count was 'often' but must be a whole number",
                        "file line 5 was -1ms but must lie between 0ms and 1h",
                        "file line 6 was 2h but must lie between 0ms and 1h",
                        "file line 7, count was 0 but must lie between 1 and 1000000000");
    }

    @Test
    void fileFullOfNonsense_isToldInTenLines() throws IOException {
        assertThat(chaos.check(line(file("x\n".repeat(5000))))).hasSize(10);
    }

    @Test
    void fileWithoutADelayOrMissingOrHuge_isRefused() throws IOException {
        assertThat(chaos.check(line(file("# nothing\n"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .endsWith("but must name a file with at least one delay, for example 12ms"));
        assertThat(chaos.check(line(folder.resolve("gone.txt"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("but must name a readable file: "));
        assertThat(chaos.check(line(file("1ms\n".repeat(1_100_000)))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .endsWith("but must name a file of at most 4 MB; count equal delays, as in 12ms,350"));
        assertThatThrownBy(() -> Delay.Empirical.read(folder.resolve("gone.txt")))
                .isInstanceOf(ChaosConfigurationException.class);
    }

    /** Linux's endless files have size zero. */
    @Test
    void endlessFile_isReadNoFurtherThanTheBound() {
        assertThat(chaos.check(line(Path.of("/dev/zero")))).isNotEmpty();
    }
}
