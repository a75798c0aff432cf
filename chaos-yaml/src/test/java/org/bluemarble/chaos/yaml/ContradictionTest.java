package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bluemarble.chaos.Bounds;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Gate;
import org.bluemarble.chaos.Latency;
import org.bluemarble.chaos.Probability;
import org.bluemarble.chaos.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Triggers and bounds that contradict each other, in each spelling: nothing is armed, and the same is said. */
class ContradictionTest {

    private static final Trigger NTH = Trigger.nth(3);
    private static final Gate STEPS = new Gate.Steps(List.of(
            new Gate.Step(Probability.ofPercent(1), Duration.ofMinutes(9)),
            new Gate.Step(Probability.ofPercent(2), Duration.ofMinutes(9)),
            new Gate.Step(Probability.ofPercent(3), null)));

    private final Chaos chaos = Chaos.create("contradiction");

    @BeforeAll
    static void knowThePoint() {
        Chaos.point("contradiction.point");
    }

    @AfterEach
    void nothingIsArmed() {
        assertThat(chaos.rules()).isEmpty();
        chaos.close();
    }

    /**
     * One contradiction.
     *
     * @param line its settings in a line
     * @param yaml the same in a file
     * @param trigger the same in Java
     * @param said what is refused, and why
     */
    private record Contradiction(String line, String yaml, Trigger trigger, Bounds bounds, String said) {

        @Override
        public String toString() {
            return line;
        }
    }

    static Stream<Contradiction> contradictions() {
        return Stream.of(
                new Contradiction(
                        "nth=3 limit=5",
                        "when: { nth: 3 }, bounds: { limit: 5 }",
                        NTH,
                        Bounds.DEFAULT.withLimit(5),
                        "limit was 5 but must be 1 or left out, because nth=3 fires only once"),
                new Contradiction(
                        "nth=3 rate=1/s",
                        "when: { nth: 3, rate: 1/s }",
                        Trigger.both(NTH, Trigger.rate(1, Duration.ofSeconds(1))),
                        Bounds.DEFAULT,
                        "nth was 3 together with rate, but fires on that one call alone; leave rate out"),
                new Contradiction(
                        "first=2 every=3",
                        "when: { first: 2, every: 3 }",
                        Trigger.both(Trigger.first(2), Trigger.every(3)),
                        Bounds.DEFAULT,
                        "first was 2 but must be at least 3, because every=3 does not fire before that call"),
                new Contradiction(
                        "rate=10/s per-second=5",
                        "when: { rate: 10/s }, bounds: { per-second: 5 }",
                        Trigger.rate(10, Duration.ofSeconds(1)),
                        Bounds.DEFAULT.withPerSecond(5),
                        "per-second was 5 but must be at least rate, which was 10/s, or be left out"),
                new Contradiction(
                        "window=5m..9m ttl=5m",
                        "when: { window: 5m..9m }, bounds: { ttl: 5m }",
                        Trigger.window(Duration.ofMinutes(5), Duration.ofMinutes(9)),
                        Bounds.DEFAULT.withTtl(Duration.ofMinutes(5)),
                        "window was 5m..9m but must come before the rule ends, 5m after arming"),
                new Contradiction(
                        "steps=1%/9m,2%/9m,3%",
                        "when: { steps: \"1%/9m,2%/9m,3%\" }",
                        STEPS,
                        Bounds.DEFAULT,
                        "steps was 1%/9m,2%/9m,3% but must come before the rule ends, 10m after arming"),
                new Contradiction(
                        "ramp=1%..9%/5m probability=5%",
                        "when: { ramp: 1%..9%/5m, probability: 5% }",
                        Trigger.both(
                                Trigger.ramp(Probability.ofPercent(1), Probability.ofPercent(9), Duration.ofMinutes(5)),
                                Trigger.probability(Probability.ofPercent(5))),
                        Bounds.DEFAULT,
                        "ramp was 1%..9%/5m together with probability, but ramp says itself which share of the calls"),
                new Contradiction(
                        "after-rule=x",
                        "when: { after-rule: x }",
                        Trigger.afterRule("x", Duration.ZERO),
                        Bounds.DEFAULT,
                        "after-rule was x but must name another rule; no rule can wait for itself"),
                new Contradiction(
                        "total-delay=200ms",
                        "bounds: { total-delay: 200ms }",
                        Trigger.always(),
                        Bounds.DEFAULT.withTotalDelay(Duration.ofMillis(200)),
                        "total-delay was 200ms but must be at least one delay, which is 250ms"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void contradiction_isRefusedInEverySpelling(Contradiction contradiction) {
        assertRefused(
                () -> chaos.arm("x: contradiction.point latency 250ms " + contradiction.line()), contradiction.said());
        assertRefused(
                () -> RuleFile.read(
                                "rules.yaml",
                                "rules: { x: { at: contradiction.point, fault: { latency: 250ms }, "
                                        + contradiction.yaml() + " } }")
                        .armIn(chaos),
                contradiction.said());
        assertRefused(
                () -> chaos.arm(FaultRule.named("x")
                        .at("contradiction.point")
                        .inject(Latency.of(Duration.ofMillis(250)))
                        .when(contradiction.trigger())
                        .bounds(contradiction.bounds())
                        .build()),
                contradiction.said());
    }

    private static void assertRefused(ThrowingCallable arming, String said) {
        assertThatThrownBy(arming)
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessageContaining(said);
    }
}
