package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much a rule may do at most, besides its limit and its time to live. */
class BoundsTest extends EngineTest {

    private ArmedRule armed(String bounds) {
        return chaos.arm("x: " + point + " latency 100ms " + bounds);
    }

    private @Nullable Injection callOf(String player) {
        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer(player).open()) {
            return call();
        }
    }

    @Test
    void perSecond_holdsForEverySecondWhereverItBegins() {
        ArmedRule rule = armed("per-second=3");
        List<Long> at = new ArrayList<>();
        for (long millis = 0; millis < 4_000; millis += 50) {
            Injection injection = call();
            if (injection != null) {
                injection.done();
                at.add(millis);
            }
            clock.step(Duration.ofMillis(50));
        }

        assertThat(at).hasSize(12);
        for (int i = 3; i < at.size(); i++) {
            assertThat(at.get(i) - at.get(i - 3)).isGreaterThanOrEqualTo(1_000);
        }
        assertThat(rule.counters().overPerSecond()).isEqualTo(80 - 12);
        assertThat(rule.counters().injected()).isEqualTo(12);
    }

    @Test
    void perSecond_manyThreads_nothingIsExceeded() throws Exception {
        SecondBound bound = new SecondBound(50);
        List<Future<Long>> taken = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            taken.add(racers.begin(() -> {
                long count = 0;
                for (long now = 0; now < 3_000_000_000L; now += 1_000_000) {
                    count += bound.take(7_000_000_000L + now) ? 1 : 0;
                }
                return count;
            }));
        }
        long sum = 0;
        for (Future<Long> count : taken) {
            sum += count.get(60, TimeUnit.SECONDS);
        }

        // The threads go through the same three seconds, one ahead of the other: each second has at most 50.
        assertThat(sum).isBetween(50L, 150L);
    }

    @Test
    void players_noMoreThanThatAreTouched_andThoseAsOftenAsTheTriggerSays() {
        ArmedRule rule = armed("players=2");

        assertThat(callOf("p1")).isNotNull();
        assertThat(callOf("p2")).isNotNull();
        assertThat(callOf("p3")).isNull();
        assertThat(callOf("p1")).isNotNull();
        assertThat(call()).as("for nobody known").isNull();
        assertThat(rule.counters())
                .extracting(RuleCounters::injected, RuleCounters::overPlayers)
                .containsExactly(3L, 2L);
        assertThat(rule.spent().touchedPlayers()).isEqualTo(2);
    }

    @Test
    void players_manyThreads_exactlySoManyAreTouched() throws Exception {
        TouchedPlayers players = new TouchedPlayers(20);
        List<Future<@Nullable Void>> all = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            all.add(racers.begin(() -> {
                for (int i = 0; i < 20_000; i++) {
                    players.touch("p" + ThreadLocalRandom.current().nextInt(200));
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }

        assertThat(players.count()).isEqualTo(20);
    }

    @Test
    void totalDelay_isNeverExceeded_andWhatIsLeftIsShown() {
        ArmedRule rule = armed("total-delay=250ms");

        assertThat(call()).isNotNull();
        assertThat(call()).isNotNull();
        assertThat(call()).as("50 ms are left, and 100 are wanted").isNull();

        assertThat(rule.counters().overDelay()).isEqualTo(1);
        assertThat(rule.spent().delayedNanos()).isEqualTo(200_000_000);
        assertThat(chaos.explain("x").text())
                .contains("1 call was left alone, over total-delay=250ms, of which 50ms is left");
    }

    @Test
    void concurrent_isGivenBackWhenAnInjectionEnds_howeverItEnds() {
        ArmedRule rule = armed("concurrent=2");
        Injection one = disturbed();
        Injection two = disturbed();

        assertThat(call()).isNull();
        one.done();
        Injection three = disturbed();
        assertThat(call()).isNull();
        two.cancelled();
        three.done();
        disturbed();
        disturbed();

        assertThat(call()).isNull();
        assertThat(rule.counters())
                .extracting(RuleCounters::injected, RuleCounters::overConcurrent, RuleCounters::waiting)
                .containsExactly(5L, 3L, 2L);
    }

    @Test
    void concurrent_ruleIsDisabled_whatWaitedIsGivenBack() {
        ArmedRule rule = armed("concurrent=1");
        disturbed();

        rule.disable();
        rule.enable();

        assertThat(call()).isNotNull();
    }

    /** A call that one bound forbids takes nothing from the others. */
    @Test
    void callThatOneBoundForbids_takesNothingFromTheOthers() {
        ArmedRule rule = armed("concurrent=1 players=5 total-delay=1s limit=3 per-second=10");
        Injection first = callOf("p1");
        assertThat(first).isNotNull();
        for (int i = 0; i < 20; i++) {
            assertThat(callOf("other" + i)).isNull();
        }
        assertThat(rule.spent().touchedPlayers()).isEqualTo(1);
        assertThat(rule.spent().delayedNanos()).isEqualTo(100_000_000);
        assertThat(rule.counters().overConcurrent()).isEqualTo(20);

        first.done();

        assertThat(callOf("p2")).isNotNull();
    }

    @Test
    void limitIsUsedUp_nothingElseIsTaken() {
        ArmedRule rule = armed("limit=1 players=5");
        assertThat(callOf("p1")).isNotNull();

        assertThat(callOf("p2")).isNull();

        assertThat(rule.counters().overLimit()).isEqualTo(1);
        assertThat(rule.spent().touchedPlayers()).isEqualTo(1);
    }

    @Test
    void disarmed_whatWaitsUnderEveryBoundIsReleased() {
        ArmedRule rule = armed("concurrent=5 players=5 per-second=5 total-delay=1s");
        Injection waiting = callOf("p1");
        assertThat(waiting).isNotNull();

        rule.disarm();

        assertThat(waiting.begin()).isFalse();
        assertThat(waiting.delayNanos(Phase.BEFORE)).isZero();
        assertThat(callOf("p1")).isNull();
        assertThat(rule.counters().waiting()).isZero();
    }

    @Test
    void boundsOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withPerSecond(10_001))
                .withMessage("per-second was 10001 but must lie between 1 and 10000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withPlayers(0))
                .withMessage("players was 0 but must lie between 1 and 100000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withConcurrent(-1))
                .withMessage("concurrent was -1 but must lie between 1 and 1000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withTotalDelay(Duration.ZERO))
                .withMessage("total-delay was PT0S but must be at least 1ms");
    }
}
