package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TriggerTest {

    private static final long STREAM = DecisionStream.of(42, "a-rule");

    private static List<Long> firing(Trigger trigger, long calls) {
        return LongStream.rangeClosed(1, calls)
                .filter(n -> trigger.fires(STREAM, n))
                .boxed()
                .toList();
    }

    @Test
    void alwaysAndNever_areWhatTheySay() {
        assertThat(firing(Trigger.always(), 4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(firing(Trigger.never(), 1000)).isEmpty();
    }

    @Test
    void nth_firesOnThatCallAlone() {
        assertThat(firing(Trigger.nth(3), 100)).containsExactly(3L);
    }

    @Test
    void first_firesOnTheFirstCalls() {
        assertThat(firing(Trigger.first(3), 100)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void every_firesPeriodically() {
        assertThat(firing(Trigger.every(3), 10)).containsExactly(3L, 6L, 9L);
        assertThat(firing(Trigger.every(1), 3)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void after_letsCallsPassAndShiftsTheCountOfTheOther() {
        assertThat(firing(Trigger.after(5, Trigger.always()), 8)).containsExactly(6L, 7L, 8L);
        assertThat(firing(Trigger.after(5, Trigger.nth(2)), 100)).containsExactly(7L);
        assertThat(firing(Trigger.after(5, Trigger.every(3)), 12)).containsExactly(8L, 11L);
        assertThat(firing(Trigger.after(0, Trigger.first(2)), 10)).containsExactly(1L, 2L);
    }

    @Test
    void both_firesWhereBothDo() {
        assertThat(firing(Trigger.both(Trigger.every(2), Trigger.first(5)), 100))
                .containsExactly(2L, 4L);
    }

    @Test
    void probability_zeroNeverFiresAndOneAlwaysDoes() {
        assertThat(firing(Trigger.probability(Probability.ZERO), 10_000)).isEmpty();
        assertThat(firing(Trigger.probability(Probability.ONE), 10_000)).hasSize(10_000);
    }

    @Test
    void probability_firesAboutThatOften_andOnOtherCallsForAnotherRule() {
        Trigger trigger = Trigger.probability(Probability.ofPercent(10));
        long other = DecisionStream.of(42, "another-rule");

        // Standard deviation 95: ten of them never happen by chance, and the seed is fixed.
        assertThat(firing(trigger, 100_000).size()).isBetween(9_050, 10_950);
        assertThat(LongStream.rangeClosed(1, 1000)
                        .filter(n -> trigger.fires(other, n))
                        .boxed()
                        .toList())
                .isNotEqualTo(firing(trigger, 1000));
    }

    @Test
    void countsBelowTheirRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trigger.nth(0))
                .withMessage("nth was 0 but must be at least 1; calls count from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trigger.first(-1))
                .withMessage("first was -1 but must be at least 1; calls count from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trigger.every(0))
                .withMessage("every was 0 but must be at least 1; calls count from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trigger.after(-1, Trigger.always()))
                .withMessage("after was -1 but must be at least 0");
    }

    @Test
    void normalForm_decidesAsTheTriggerItselfDoes() {
        SplittableRandom random = new SplittableRandom(11);
        int spellable = 0;
        for (int i = 0; i < 5_000; i++) {
            Trigger trigger = any(random, 4);
            TriggerForm form = TriggerForm.of(trigger).orElse(null);
            if (form != null) {
                spellable++;
                assertThat(firing(form.toTrigger(), 60))
                        .as("seed 11, %s", trigger)
                        .isEqualTo(firing(trigger, 60));
                assertThat(TriggerForm.of(form.toTrigger())).as("%s", trigger).contains(form);
            }
        }
        assertThat(spellable).isGreaterThan(2_000);
    }

    private static Trigger any(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 9 : 13)) {
            case 0 -> Trigger.always();
            case 1 -> random.nextInt(5) == 0 ? Trigger.never() : Trigger.always();
            case 2 -> Trigger.probability(new Probability(random.nextInt(101) / 100.0));
            case 3 -> Trigger.nth(random.nextInt(1, 20));
            case 4 -> Trigger.first(random.nextInt(1, 30));
            case 5 -> Trigger.every(random.nextInt(1, 6));
            case 6 -> Trigger.burst(random.nextInt(2, 5), random.nextInt(1, 3) * 3);
            case 7 -> Trigger.window(Duration.ofSeconds(random.nextInt(3)), Duration.ofSeconds(random.nextInt(3, 9)));
            case 8 ->
                random.nextBoolean()
                        ? Trigger.rate(5, Duration.ofSeconds(1))
                        : Trigger.ramp(Probability.ZERO, Probability.ofPercent(40), Duration.ofSeconds(9));
            case 9, 10 -> Trigger.after(random.nextInt(0, 4), any(random, depth - 1));
            default -> Trigger.both(any(random, depth - 1), any(random, depth - 1));
        };
    }

    @Test
    void triggersThatDecideAlike_makeEqualRules() {
        FaultRule.Builder rule = FaultRule.named("x").at("trade.after-debit").inject(new Hang(Hang.UNTIL_DISARMED));

        assertThat(rule.when(Trigger.both(Trigger.first(9), Trigger.both(Trigger.always(), Trigger.every(3))))
                        .build())
                .isEqualTo(rule.when(Trigger.both(Trigger.every(3), Trigger.first(9)))
                        .build());
        assertThat(rule.when(Trigger.after(2, Trigger.after(3, Trigger.nth(1)))).build())
                .isEqualTo(rule.when(Trigger.after(5, Trigger.nth(1))).build());
    }

    @Test
    void hugeCounts_doNotOverflow() {
        assertThat(TriggerForm.of(Trigger.after(Long.MAX_VALUE, Trigger.after(2, Trigger.always()))))
                .isEqualTo(TriggerForm.of(Trigger.never()));
        assertThat(TriggerForm.of(Trigger.both(Trigger.every(Long.MAX_VALUE), Trigger.every(Long.MAX_VALUE - 1))))
                .isEqualTo(TriggerForm.of(Trigger.never()));
    }

    @Test
    void everyKindOfTrigger_hasAForm() {
        assertThat(Trigger.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        Trigger.Always.class,
                        Trigger.Never.class,
                        Trigger.Chance.class,
                        Trigger.Nth.class,
                        Trigger.First.class,
                        Trigger.Every.class,
                        Trigger.After.class,
                        Trigger.Both.class,
                        Burst.class,
                        Gate.class);
        assertThat(Gate.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        Gate.Window.class,
                        Gate.Hours.class,
                        Gate.Rate.class,
                        Gate.Share.class,
                        Gate.AfterRule.class,
                        Gate.Stack.class);
    }
}
