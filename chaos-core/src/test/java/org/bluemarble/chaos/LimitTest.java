package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight threads at one point: counts are exact, whoever is hit. */
class LimitTest extends EngineTest {

    private static final int THREADS = 8;
    private static final int CALLS = 5_000;

    private long disturbedOfAll() throws Exception {
        Callable<Long> caller = () -> {
            long disturbed = 0;
            for (int i = 0; i < CALLS; i++) {
                Injection injection = call();
                if (injection != null && injection.begin()) {
                    disturbed++;
                    injection.done();
                }
            }
            return disturbed;
        };
        return racers.race(THREADS, caller).stream().mapToLong(Long::longValue).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1_000, 39_999, 40_000, 50_000})
    void limit_isExact(long limit) throws Exception {
        ArmedRule rule = chaos.arm(rule("limit").limit(limit).build());
        long calls = (long) THREADS * CALLS;
        long expected = Math.min(limit, calls);

        assertThat(disturbedOfAll()).isEqualTo(expected);

        assertThat(rule.counters())
                .isEqualTo(new RuleCounters(
                        calls,
                        calls,
                        0,
                        calls - expected,
                        expected,
                        expected,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0));
    }

    @Test
    void nth_firesOnce() throws Exception {
        chaos.arm(rule("nth").when(Trigger.nth(12_345)).build());

        assertThat(disturbedOfAll()).isEqualTo(1);
    }

    @Test
    void every_firesSoManyTimes() throws Exception {
        chaos.arm(rule("every").when(Trigger.every(7)).build());

        assertThat(disturbedOfAll()).isEqualTo(THREADS * CALLS / 7);
    }

    @Test
    void first_firesSoManyTimes() throws Exception {
        chaos.arm(rule("first").when(Trigger.first(333)).build());

        assertThat(disturbedOfAll()).isEqualTo(333);
    }

    /** Call n of a rule is decided the same whatever the threads do, so the sum is too. */
    @Test
    void probability_disturbsAsManyAsOneThreadWould() throws Exception {
        Trigger third = Trigger.probability(new Probability(0.3));
        long stream = DecisionStream.of(SEED, "chance");
        long expected = 0;
        for (long n = 1; n <= (long) THREADS * CALLS; n++) {
            expected += third.fires(stream, n) ? 1 : 0;
        }
        chaos.arm(rule("chance").when(third).build());

        assertThat(disturbedOfAll()).isEqualTo(expected).isBetween(11_500L, 12_500L);
    }

    @Test
    void limitWithTrigger_bothHold() throws Exception {
        ArmedRule rule =
                chaos.arm(rule("both").when(Trigger.every(10)).limit(50).build());

        assertThat(disturbedOfAll()).isEqualTo(50);

        assertThat(rule.counters().triggered()).isEqualTo(THREADS * CALLS / 10);
    }

    @Test
    void boundsThatMakeNoSense_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bounds(0, Duration.ofSeconds(1)))
                .withMessage("limit was 0 but must be at least 1; disarm a rule to stop it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bounds(1, Duration.ZERO))
                .withMessage("ttl was PT0S but must be at least 1ms");
    }
}
