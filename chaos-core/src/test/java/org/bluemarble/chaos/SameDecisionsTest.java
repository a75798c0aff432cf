package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decision n of a rule depends on the seed, the rule and n: not on the other rules, on their calls, or on the thread. */
class SameDecisionsTest {

    private static final int CALLS = 600;
    private static final InjectionPoint POINT = Chaos.point("same-decisions.point");

    private static Chaos engine(String name, long seed) {
        return Chaos.builder(name).seed(seed).clock(new SteppedClock()).build();
    }

    /** Which of its calls a rule disturbs, while other rules come, are called, and go. */
    private static List<Long> disturbed(String settings, long seed, int others, SplittableRandom random) {
        try (Chaos chaos = engine("same-" + others, seed)) {
            List<ArmedRule> noise = new ArrayList<>();
            for (int i = 0; i <= others; i++) {
                if (i == others / 2) {
                    chaos.arm("mine: same-decisions.point[player=p1] latency 1ms " + settings);
                } else {
                    noise.add(chaos.arm("other-" + i + ": same-decisions.point latency 1ms probability=30%"));
                }
            }
            List<Long> calls = new ArrayList<>();
            chaos.observe(entry -> {
                if (entry.rule().equals("mine")) {
                    calls.add(entry.call());
                }
                return null;
            });
            for (int call = 0; call < CALLS; call++) {
                for (int i = random.nextInt(others + 1); i > 0; i--) {
                    decide(chaos, "p2");
                }
                if (!noise.isEmpty() && random.nextInt(500) == 0) {
                    noise.get(random.nextInt(noise.size())).disarm();
                }
                decide(chaos, "p1");
            }
            return calls;
        }
    }

    private static void decide(Chaos chaos, String player) {
        Injection injection = POINT.decide(new TestCall(chaos, Map.of(AttributeKey.PLAYER, player)));
        if (injection != null) {
            injection.cancelled();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "probability=10%",
                "nth=77",
                "first=10",
                "every=7",
                "after=100 every=3 probability=50%",
                "burst=5/20",
                "burst=10/30/80%/1% after=50",
                "ramp=20%..60%/8m",
                "steps=10%/2m,40%",
                "first=300 steps=30%/1m,60%/1m,90%",
                "probability=30% limit=20",
                "probability=5% total-delay=10ms"
            })
    void otherRulesAndCalls_changeNothing(String settings) {
        SplittableRandom random = new SplittableRandom(3);
        for (long seed : new long[] {1, Long.MIN_VALUE}) {
            List<Long> alone = disturbed(settings, seed, 0, random);

            assertThat(alone).as("seed %d", seed).isNotEmpty().hasSizeLessThan(CALLS);
            assertThat(disturbed(settings, seed, 3, random)).as("seed %d", seed).isEqualTo(alone);
            assertThat(disturbed(settings, seed, 9, random)).as("seed %d", seed).isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ramp=0%..50%/8m", "steps=5%/2m,15%/2m,30%", "burst=5/20"})
    void timeGoesOn_aLargerShareHitsTheSameCallsAndMore(String settings) {
        List<Long> former = disturbedAfter(settings, Duration.ofSeconds(30));
        for (Duration later : List.of(Duration.ofMinutes(3), Duration.ofMinutes(7))) {
            List<Long> grown = disturbedAfter(settings, later);

            assertThat(grown).containsAll(former).isNotEmpty();
            former = grown;
        }
    }

    private static List<Long> disturbedAfter(String settings, Duration time) {
        SteppedClock clock = new SteppedClock();
        try (Chaos chaos = Chaos.builder("later").seed(9).clock(clock).build()) {
            ArmedRule rule = chaos.arm("mine: same-decisions.point latency 1ms ttl=1h " + settings);
            clock.step(time);
            for (int i = 0; i < CALLS; i++) {
                decide(chaos, "p1");
            }
            return chaos.journal().entries().stream().map(JournalEntry::call).toList();
        }
    }
}
