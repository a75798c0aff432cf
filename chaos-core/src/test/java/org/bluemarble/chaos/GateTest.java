package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Triggers that hang on the time, on another rule, and on who calls. */
class GateTest extends EngineTest {

    private boolean fires() {
        Injection injection = call();
        if (injection != null) {
            injection.done();
        }
        return injection != null;
    }

    private long firing(int calls) {
        long count = 0;
        for (int i = 0; i < calls; i++) {
            count += fires() ? 1 : 0;
        }
        return count;
    }

    @Test
    void window_opensAndClosesByTheTimeSinceArming() {
        ArmedRule rule = chaos.arm("x: " + point + " exception window=2m..5m");

        assertThat(fires()).isFalse();
        clock.step(Duration.ofMillis(119_999));
        assertThat(fires()).isFalse();
        clock.step(Duration.ofMillis(1));
        assertThat(fires()).isTrue();
        clock.step(Duration.ofMillis(179_999));
        assertThat(fires()).isTrue();
        clock.step(Duration.ofMillis(1));
        assertThat(fires()).isFalse();
        assertThat(rule.counters())
                .extracting(
                        RuleCounters::selected, RuleCounters::gated, RuleCounters::triggered, RuleCounters::injected)
                .containsExactly(5L, 3L, 2L, 2L);
    }

    /** The time of day is set by people and by time servers; what was asked for are minutes. */
    @Test
    void timeOfDayJumps_windowsPaceAndTimeToLiveGoOnAsBefore() {
        ArmedRule rule = chaos.arm("x: " + point + " exception window=1m..2m rate=1/s ttl=3m");

        clock.jumpTo(Instant.parse("2031-01-01T00:00:00Z"));
        assertThat(fires()).as("a jump of years opens no window").isFalse();
        assertThat(rule.isArmed()).isTrue();
        clock.step(Duration.ofSeconds(60));
        assertThat(fires()).isTrue();
        assertThat(fires()).isFalse();
        clock.jumpTo(Instant.parse("1999-01-01T00:00:00Z"));
        assertThat(fires()).as("backwards: no turn comes again").isFalse();
        clock.step(Duration.ofSeconds(1));
        assertThat(fires()).isTrue();
        assertThat(rule.timeLeft()).isEqualTo(Duration.ofSeconds(119));
        clock.step(Duration.ofSeconds(118));
        assertThat(rule.isArmed()).isTrue();
        clock.step(Duration.ofSeconds(1));
        assertThat(rule.end()).isEqualTo(ArmedRule.End.EXPIRED);
        assertThat(rule.timeLeft()).isZero();
    }

    @Test
    void timeOfDayJumps_hoursFollowIt() {
        clock.jumpTo(Instant.parse("2026-03-02T20:59:59Z"));
        chaos.arm("x: " + point + " exception hours=21:00..23:00 days=mon..fri zone=UTC");

        assertThat(fires()).isFalse();
        clock.step(Duration.ofSeconds(1));
        assertThat(fires()).isTrue();
        clock.jumpTo(Instant.parse("2026-03-02T23:00:00Z"));
        assertThat(fires()).isFalse();
        clock.jumpTo(Instant.parse("2026-03-02T22:59:59Z"));
        assertThat(fires()).as("backwards").isTrue();
        clock.jumpTo(Instant.parse("2026-03-01T22:00:00Z"));
        assertThat(fires()).as("a Sunday").isFalse();
    }

    @Test
    void rate_firesAtAnEvenPace_andMakesUpForNothing() {
        chaos.arm("x: " + point + " exception rate=5/s");

        assertThat(firing(100)).as("the first turn").isEqualTo(1);
        clock.step(Duration.ofMillis(199));
        assertThat(firing(100)).isZero();
        clock.step(Duration.ofMillis(1));
        assertThat(firing(100)).isEqualTo(1);
        clock.step(Duration.ofSeconds(10));
        assertThat(firing(100)).as("50 turns in which nobody came").isEqualTo(1);
        long inOneSecond = 0;
        for (int i = 0; i < 1000; i++) {
            clock.step(Duration.ofMillis(1));
            inOneSecond += firing(3);
        }
        assertThat(inOneSecond).isEqualTo(5);
    }

    @Test
    void steps_changeTheShareAtTheirTime_andNestInEachOther() {
        ArmedRule rule = chaos.arm("x: " + point + " exception steps=0%/2m,5%/2m,30% ttl=10m");
        List<Long> counts = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            counts.add(firing(10_000));
            clock.step(Duration.ofMinutes(2));
        }

        // Standard deviations 22 and 46: ten of them never happen by chance, and the seed is fixed.
        assertThat(counts.get(0)).isZero();
        assertThat(counts.get(1)).isBetween(280L, 720L);
        assertThat(counts.get(2)).isBetween(2_540L, 3_460L);
        assertThat(rule.counters().injected()).isEqualTo(counts.get(1) + counts.get(2));
    }

    @Test
    void ramp_growsWithTimeAndThenStays() {
        Gate.Ramp ramp = new Gate.Ramp(Probability.ofPercent(1), Probability.ofPercent(31), Duration.ofMinutes(10));

        assertThat(ramp.at(0)).isEqualTo(0.01);
        assertThat(ramp.at(Duration.ofMinutes(5).toNanos())).isEqualTo(0.16);
        assertThat(ramp.at(Duration.ofMinutes(10).toNanos())).isEqualTo(0.31);
        assertThat(ramp.at(Duration.ofDays(7).toNanos())).isEqualTo(0.31);
    }

    /** Whoever is hit at 5% is hit at 30%, too: the same number is drawn for a call whatever the share. */
    @Test
    void largerShare_containsTheSmaller() {
        Gate.Share share = new Gate.Ramp(Probability.ZERO, Probability.ONE, Duration.ofMinutes(1));
        long stream = DecisionStream.of(SEED, "x");

        for (long n = 1; n <= 10_000; n++) {
            if (share.isDrawn(stream, n, 0.05)) {
                assertThat(share.isDrawn(stream, n, 0.3)).as("call %d", n).isTrue();
            }
        }
    }

    @Test
    void afterRule_opensWhenTheOtherFired_andStaysOpen() {
        ArmedRule first = chaos.arm("first: " + point + " latency 1ms nth=3");
        ArmedRule second = chaos.arm("second: " + point + " exception after-rule=first/2s");

        assertThat(fires()).isFalse();
        assertThat(fires()).isFalse();
        assertThat(fires()).isTrue();
        assertThat(first.counters().injected()).isEqualTo(1);
        assertThat(second.counters().injected()).as("not before its delay").isZero();
        clock.step(Duration.ofSeconds(2));
        assertThat(fires()).isTrue();
        first.disarm();
        assertThat(fires()).isTrue();
        assertThat(second.counters())
                .extracting(RuleCounters::gated, RuleCounters::injected)
                .containsExactly(3L, 2L);
    }

    @Test
    void afterRule_whatTheOtherDidBeforeDoesNotCount() {
        chaos.arm("first: " + point + " latency 1ms first=2");
        assertThat(fires()).isTrue();

        ArmedRule second = chaos.arm("second: " + point + " latency 1ms after-rule=first");

        assertThat(second.counters().gated()).isZero();
        assertThat(fires()).isTrue();
        assertThat(fires()).isTrue();
        assertThat(second.counters().injected())
                .as("from that call on, since it was armed later")
                .isEqualTo(2);
    }

    @Test
    void rulesThatWait_areRefusedIfNothingWouldEverOpenThem() {
        chaos.arm("b: " + point + " latency 1ms");
        chaos.arm("a: " + point + " latency 1ms after-rule=b");
        chaos.disarm("b");
        String at = "x: " + point + " latency 1ms ";
        int column = at.length() + 12;

        assertThat(chaos.check(at + "after-rule=x"))
                .extracting(Problem::toString)
                .containsExactly("column " + column
                        + "  after-rule was x but must name another rule; no rule can wait for itself");
        assertThat(chaos.check(at + "after-rule=nobody"))
                .extracting(Problem::toString)
                .containsExactly("column " + column + "  after-rule was nobody but must name a rule that is armed; arm"
                        + " that rule first, or both together");
        assertThatThrownBy(() -> chaos.arm("b: " + point + " latency 1ms after-rule=a"))
                .hasMessageEndingWith(
                        "after-rule was a but that rule waits for this one, so that neither would ever fire");
    }

    @Test
    void stack_firesForCallsFromThatMethodAlone() {
        ArmedRule rule = chaos.arm("x: " + point + " exception stack=" + GateTest.class.getName() + "#firing");

        assertThat(fires()).isFalse();
        assertThat(firing(1)).isEqualTo(1);
        assertThat(rule.counters().gated()).isEqualTo(1);
    }

    /** What is expensive to ask must not use up what only calls from there may have. */
    @Test
    void stackAndRate_callFromElsewhereTakesNoTurn() {
        chaos.arm("x: " + point + " exception rate=1/m stack=" + GateTest.class.getName() + "#firing");

        assertThat(fires()).isFalse();
        assertThat(firing(5)).isEqualTo(1);
    }

    @Test
    void gatesAndCounts_compose() {
        ArmedRule rule = chaos.arm("x: " + point + " exception every=2 after=2 window=1m.. limit=2");

        assertThat(firing(10)).isZero();
        clock.step(Duration.ofMinutes(1));
        assertThat(firing(10)).isEqualTo(2);
        assertThat(rule.counters())
                .extracting(
                        RuleCounters::selected, RuleCounters::gated, RuleCounters::triggered, RuleCounters::overLimit)
                .containsExactly(20L, 4L, 5L, 3L);
    }

    @Test
    void javaAndLine_makeTheSameRule() {
        Trigger trigger = Trigger.both(
                Trigger.window(Duration.ofMinutes(1), Duration.ofMinutes(9)),
                Trigger.both(
                        Trigger.hours(OpenHours.daily(LocalTime.of(21, 0), LocalTime.of(2, 30))
                                .in(ZoneOffset.UTC)),
                        Trigger.both(
                                Trigger.rate(5, Duration.ofSeconds(1)),
                                Trigger.both(Trigger.burst(20, 200), Trigger.calledFrom("com.game.Trade", "commit")))));

        FaultRule rule =
                rule("x").inject(Latency.of(Duration.ofMillis(1))).when(trigger).build();

        assertThat(rule.line())
                .isEqualTo("x: " + point + " latency 1ms burst=20/200 window=1m..9m hours=21:00..02:30 zone=Z"
                        + " stack=com.game.Trade#commit rate=5/s");
        assertThat(FaultRule.parse(rule.line())).isEqualTo(rule);
    }

    @Test
    void overlappingWindows_areOneAndDisjointOnesNeverFire() {
        Trigger early = Trigger.window(Duration.ZERO, Duration.ofMinutes(5));
        Trigger late = Trigger.window(Duration.ofMinutes(3), Duration.ofMinutes(9));
        Trigger latest = Trigger.window(Duration.ofMinutes(5), Duration.ofMinutes(6));

        assertThat(TriggerForm.of(Trigger.both(early, late)))
                .isEqualTo(TriggerForm.of(Trigger.window(Duration.ofMinutes(3), Duration.ofMinutes(5))));
        assertThat(TriggerForm.of(Trigger.both(early, latest))).isEqualTo(TriggerForm.of(Trigger.never()));
        assertThat(TriggerForm.of(
                        Trigger.both(Trigger.rate(1, Duration.ofSeconds(1)), Trigger.rate(2, Duration.ofSeconds(1)))))
                .isEmpty();
    }
}
