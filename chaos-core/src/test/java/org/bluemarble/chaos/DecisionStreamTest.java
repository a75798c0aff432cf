package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** Decision n of a rule is a pure function of seed, rule and n. */
class DecisionStreamTest {

    @Test
    void numbers_dependOnSeedRuleCallAndLaneAlone_notOnTheOrderOfAsking() {
        long stream = DecisionStream.of(7, "lose-ack");
        Map<Long, Double> forward = new HashMap<>();
        List<Long> calls = new ArrayList<>();
        for (long n = 1; n <= 1000; n++) {
            forward.put(n, DecisionStream.uniform(stream, n, 0));
            calls.add(n);
        }
        Collections.shuffle(calls, new Random(3));

        assertThat(calls)
                .allSatisfy(n -> assertThat(DecisionStream.uniform(DecisionStream.of(7, "lose-ack"), n, 0))
                        .isEqualTo(forward.get(n)));
    }

    /** A journal of today must be replayable by the version of tomorrow: these numbers may never change. */
    @Test
    void numbers_areTheSameInEveryVersion() {
        long stream = DecisionStream.of(42, "lose-ack");

        assertThat(List.of(
                        DecisionStream.uniform(stream, 1, 0),
                        DecisionStream.uniform(stream, 2, 0),
                        DecisionStream.uniform(stream, 1, 1)))
                .containsExactly(0.28721322190378273, 0.6778747424087742, 0.32805804266966143);
    }

    @Test
    void seedRuleCallAndLane_allMatter() {
        double one = DecisionStream.uniform(DecisionStream.of(1, "a"), 1, 0);

        assertThat(DecisionStream.uniform(DecisionStream.of(2, "a"), 1, 0)).isNotEqualTo(one);
        assertThat(DecisionStream.uniform(DecisionStream.of(1, "b"), 1, 0)).isNotEqualTo(one);
        assertThat(DecisionStream.uniform(DecisionStream.of(1, "a"), 2, 0)).isNotEqualTo(one);
        assertThat(DecisionStream.uniform(DecisionStream.of(1, "a"), 1, 1)).isNotEqualTo(one);
        assertThat(DecisionStream.of(1, "ab")).isNotEqualTo(DecisionStream.of(1, "ba"));
    }

    @Test
    void numbers_areSpreadEvenlyOverTheUnitInterval() {
        long stream = DecisionStream.of(5, "spread");
        int[] tenths = new int[10];
        for (long n = 1; n <= 100_000; n++) {
            double number = DecisionStream.uniform(stream, n, 0);
            assertThat(number).isGreaterThanOrEqualTo(0).isLessThan(1);
            tenths[(int) (number * 10)]++;
        }
        assertThat(tenths).satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(9_050, 10_950);
            }
        });
    }

    @Test
    void neighbouringCallsAndLanes_areNotCorrelated() {
        long stream = DecisionStream.of(5, "pairs");
        double calls = 0;
        double lanes = 0;
        int pairs = 100_000;
        for (long n = 1; n <= pairs; n++) {
            double centred = DecisionStream.uniform(stream, n, 0) - 0.5;
            calls += centred * (DecisionStream.uniform(stream, n + 1, 0) - 0.5);
            lanes += centred * (DecisionStream.uniform(stream, n, 1) - 0.5);
        }
        // The variance of a uniform number is 1/12: correlation is the mean product times twelve.
        assertThat(Math.abs(12 * calls / pairs)).isLessThan(0.03);
        assertThat(Math.abs(12 * lanes / pairs)).isLessThan(0.03);
    }

    @Test
    void draws_takeOneLaneAfterTheOther() {
        DoubleSupplier draws = DecisionStream.draws(9, 4, 10);

        assertThat(draws.getAsDouble()).isEqualTo(DecisionStream.uniform(9, 4, 10));
        assertThat(draws.getAsDouble()).isEqualTo(DecisionStream.uniform(9, 4, 11));
    }

    @Test
    void engineWithTheSameSeed_disturbsTheSameCallsAgain() {
        InjectionPoint point = Chaos.point("decision-stream.replay");
        assertThat(disturbed(point, 99)).isEqualTo(disturbed(point, 99)).isNotEmpty();
        assertThat(disturbed(point, 99)).isNotEqualTo(disturbed(point, 100));
    }

    private static List<Long> disturbed(InjectionPoint point, long seed) {
        Chaos chaos = Chaos.builder("replay").seed(seed).build();
        try (ArmedRule rule = chaos.arm("x: decision-stream.replay latency 1ns probability=20%");
                ChaosContext.Scope scope =
                        ChaosContext.empty().withEngine(chaos).open()) {
            for (int i = 0; i < 200; i++) {
                point.pass();
            }
            assertThat(rule.counters().selected()).isEqualTo(200);
            return chaos.journal().entries().stream().map(JournalEntry::call).toList();
        }
    }
}
