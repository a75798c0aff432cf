package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CohortSharesTest extends EngineTest {

    private static final int PLAYERS = 100_000;

    private static Set<String> inside(Cohort cohort, String ruleId) {
        CallMatcher matcher = new Selector(List.of(), cohort).matcher(ruleId);
        Set<String> inside = new HashSet<>();
        for (int i = 0; i < PLAYERS; i++) {
            String player = "player-" + i;
            if (matcher.test(key -> key == cohort.key() ? player : null) == Selector.Match.YES) {
                inside.add(player);
            }
        }
        return inside;
    }

    private static Probability percent(double percent) {
        return Probability.ofPercent(percent);
    }

    @Test
    void share_isAboutAsLargeAsItSays() {
        for (double percent : List.of(1.0, 5.0, 30.0, 99.0)) {
            assertThat((double) inside(Cohort.of(percent(percent)), "wave").size() / PLAYERS * 100)
                    .isCloseTo(percent, within(0.5));
        }
        assertThat(inside(Cohort.of(Probability.ONE), "wave")).hasSize(PLAYERS);
    }

    @Test
    void largerShare_containsTheSmaller_onEverySide() {
        for (Cohort.Side side : Cohort.Side.values()) {
            Set<String> former = Set.of();
            for (double percent : List.of(0.1, 1.0, 5.0, 15.0, 30.0, 50.0)) {
                Set<String> grown = inside(new Cohort(side, percent(percent), AttributeKey.PLAYER, "wave"), "any-rule");

                // Asked of the sets: the assertions for iterables would compare each with each.
                assertThat(grown.containsAll(former))
                        .as("%s contains what was less", percent)
                        .isTrue();
                assertThat(grown.size()).isGreaterThan(former.size());
                former = grown;
            }
        }
    }

    @Test
    void experimentAndControl_haveNobodyInCommon_andAreEquallyLarge() {
        for (double percent : List.of(1.0, 10.0, 50.0)) {
            Set<String> experiment = inside(Cohort.experiment(percent(percent)), "wave");
            Set<String> control = inside(Cohort.control(percent(percent)), "wave");

            assertThat(Collections.disjoint(experiment, control)).isTrue();
            assertThat((experiment.size() - control.size()) * 100.0 / PLAYERS).isCloseTo(0, within(0.5));
            assertThat(experiment.equals(inside(Cohort.of(percent(percent)), "wave")))
                    .isTrue();
        }
        Set<String> all = inside(Cohort.experiment(percent(50)), "wave");
        all.addAll(inside(Cohort.control(percent(50)), "wave"));
        assertThat(all).hasSize(PLAYERS);
    }

    @Test
    void otherName_selectsOtherPlayers_andTheSameNameTheSame() {
        Cohort tenth = Cohort.of(percent(10));
        Set<String> one = inside(tenth, "one");
        Set<String> other = inside(tenth, "other");

        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        assertThat((double) both.size() / one.size()).as("as chance has it").isCloseTo(0.1, within(0.03));
        assertThat(inside(tenth.named("one"), "other").equals(one)).isTrue();
    }

    /** Nothing else than the name and the player decides: these were computed once, and hold in every JVM for ever. */
    @Test
    void membership_isTheSameInEveryJvm() {
        Cohort cohort = Cohort.experiment(percent(25)).named("wave");

        assertThat(IntStream.range(0, 12).mapToObj(i -> cohort.sideOf("p" + i)).map(String::valueOf))
                .containsExactly(
                        "EXPERIMENT",
                        "null",
                        "EXPERIMENT",
                        "EXPERIMENT",
                        "null",
                        "null",
                        "null",
                        "CONTROL",
                        "null",
                        "null",
                        "null",
                        "CONTROL");
    }

    @Test
    void callOfNobody_isInNoCohort_andUnknownPlayerIsCounted() {
        ArmedRule rule =
                chaos.arm(rule("share").cohort(Cohort.of(Probability.ONE)).build());

        assertThat(call()).isNull();
        assertThat(rule.counters().notSelected()).isEqualTo(1);
        assertThat(point.decide(new TestCall(chaos, Map.of(AttributeKey.PLAYER, CallAttributes.UNKNOWN))))
                .isNull();
        assertThat(rule.counters().unknown()).isEqualTo(1);
        assertThat(point.decide(new TestCall(chaos, Map.of(AttributeKey.PLAYER, "p1"))))
                .isNotNull();
    }

    @Test
    void experiment_countsTheControlsAndLeavesThemAlone() {
        ArmedRule rule =
                chaos.arm(rule("half").cohort(Cohort.experiment(percent(50))).build());

        List<Injection> injections = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Injection injection = point.decide(new TestCall(chaos, Map.of(AttributeKey.PLAYER, "p" + i)));
            if (injection != null) {
                injections.add(injection);
            }
        }

        assertThat(rule.counters().selected()).isEqualTo(injections.size());
        assertThat(rule.counters().control()).isEqualTo(100 - injections.size());
        assertThat(rule.counters().passed()).isEqualTo(100);
        assertThat(injections)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.cohort()).isEqualTo("experiment"));
        assertThat(chaos.journal().entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.cohort()).isEqualTo("experiment"));
    }

    @Test
    void shareOfJvms_isDecidedOnceForAllCalls() {
        Cohort.Side side = Cohort.of(percent(50)).by(Cohort.JVM).named("fleet").sideOf(Cohort.instance());
        ArmedRule rule = chaos.arm(
                rule("fleet").cohort(Cohort.of(percent(50)).by(Cohort.JVM)).build());

        Injection injection = call();

        assertThat(injection != null).isEqualTo(side == Cohort.Side.EXPERIMENT);
        assertThat(rule.counters().passed()).isEqualTo(1);
    }

    @Test
    void cohortThatMakesNoSense_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cohort.of(Probability.ZERO))
                .withMessage("cohort's share was 0% but must be above 0%, which selects nobody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cohort.control(percent(51)))
                .withMessage(
                        "cohort's share was 51% but must be at most 50%: experiment and control are equally large");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cohort.of(percent(5)).by(AttributeKey.flag("loud")))
                .withMessage("cohort's key was loud but must not be a flag, which has two values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cohort.of(percent(5)).named("A"))
                .withMessageContaining("cohort's name was 'A'");
        assertThatIllegalStateException()
                .isThrownBy(() -> Cohort.of(percent(5)).sideOf("p1"))
                .withMessage("cohort 5% has no name but must have one, or be asked by its rule");
    }
}
