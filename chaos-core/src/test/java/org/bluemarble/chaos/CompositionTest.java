package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several rules at one point, one call. */
class CompositionTest extends EngineTest {

    private ArmedRule slow(String id, long millis, Phase phase) {
        return chaos.arm(rule(id).inject(Latency.of(Duration.ofMillis(millis)))
                .phase(phase)
                .build());
    }

    @Test
    void delays_addUpWithinTheirPhase() {
        slow("a", 100, Phase.BEFORE);
        slow("b", 20, Phase.BEFORE);
        slow("c", 3, Phase.AFTER);

        Injection injection = disturbed();

        assertThat(TimeUnit.NANOSECONDS.toMillis(injection.delayNanos(Phase.BEFORE)))
                .isEqualTo(120);
        assertThat(TimeUnit.NANOSECONDS.toMillis(injection.delayNanos(Phase.AFTER)))
                .isEqualTo(3);
        assertThat(injection.fault()).isNull();
        assertThat(injection.begin()).as("there is nothing to begin").isFalse();
        injection.done();
    }

    @Test
    void oneDelayIsCalledOff_theOthersRemain() {
        ArmedRule a = slow("a", 100, Phase.BEFORE);
        slow("b", 20, Phase.BEFORE);
        Injection injection = disturbed();

        a.disarm();

        assertThat(TimeUnit.NANOSECONDS.toMillis(injection.delayNanos(Phase.BEFORE)))
                .isEqualTo(20);
    }

    @Test
    void otherFaults_firstArmedActsAndTheRestArePreempted() {
        ArmedRule first = chaos.arm(rule("first").build());
        ArmedRule second = chaos.arm(rule("second").limit(5).build());
        ArmedRule delay = slow("delay", 1, Phase.BEFORE);

        Injection injection = disturbed();

        assertThat(injection.rule()).isEqualTo("first");
        assertThat(injection.delayNanos(Phase.BEFORE)).isPositive();
        assertThat(first.counters().injected()).isEqualTo(1);
        assertThat(delay.counters().injected()).isEqualTo(1);
        assertThat(second.counters())
                .extracting(
                        RuleCounters::selected,
                        RuleCounters::triggered,
                        RuleCounters::preempted,
                        RuleCounters::injected)
                .containsExactly(1L, 1L, 1L, 0L);
    }

    /** Switching a flag must not change which of two faults acts. */
    @Test
    void firstArmedWasDisabledForAWhile_stillActsFirst() {
        ArmedRule first = chaos.arm(rule("first").build());
        chaos.arm(rule("second").build());

        first.disable();
        first.enable();

        assertThat(disturbed().rule()).isEqualTo("first");
    }

    @Test
    void anotherRuleFired_everySelectedCallStillCounts() {
        chaos.arm(rule("always").build());
        ArmedRule third = chaos.arm(rule("third").when(Trigger.nth(3)).build());

        for (int i = 0; i < 5; i++) {
            disturbed().done();
        }

        assertThat(third.counters())
                .extracting(RuleCounters::selected, RuleCounters::triggered, RuleCounters::preempted)
                .containsExactly(5L, 1L, 1L);
    }

    @Test
    void rulesOnOtherPoints_doNotCount() {
        ArmedRule elsewhere = chaos.arm(
                rule("elsewhere").at(Chaos.point("engine-test.elsewhere")).build());
        chaos.arm(rule("here").build());

        disturbed().done();

        assertThat(elsewhere.counters().selected()).isZero();
    }

    @Test
    void firstEndsBetweenDecisionAndBegin_callPassesUndisturbed() {
        ArmedRule first = chaos.arm(rule("first").build());
        ArmedRule second = chaos.arm(rule("second").build());
        Injection injection = disturbed();

        first.disarm();

        assertThat(injection.begin()).isFalse();
        injection.done();
        assertThat(second.counters().injected()).isZero();
        assertThatThrownBy(() -> point.pass(TestCall.of(chaos))).hasMessage("second");
    }

    @Test
    void refusedFault_delaysOfOtherRulesAreWaitedFor() {
        ArmedRule before = slow("before", 1, Phase.BEFORE);
        ArmedRule after = slow("after", 1, Phase.AFTER);
        ArmedRule acting = chaos.arm(rule("acting").build());
        Injection injection = disturbed();
        injection.await(Phase.BEFORE);

        injection.refuse("not here");

        assertThat(injection.begin()).isFalse();
        assertThat(acting.counters().cancelled()).isEqualTo(1);
        assertThat(after.counters().waiting()).isEqualTo(1);
        injection.await(Phase.AFTER);
        injection.done();
        assertThat(before.counters().done()).isEqualTo(1);
        assertThat(after.counters().done()).isEqualTo(1);
        assertThat(acting.counters().cancelled()).isEqualTo(1);
    }

    @Test
    void sparedFault_delaysOfOtherRulesAreWaitedFor() {
        ArmedRule after = slow("after", 1, Phase.AFTER);
        ArmedRule acting = chaos.arm(rule("acting").build());
        Injection injection = disturbed();
        assertThat(injection.begin()).isTrue();

        injection.spare();

        assertThat(acting.counters().cancelled()).isEqualTo(1);
        injection.await(Phase.AFTER);
        injection.done();
        assertThat(after.counters().done()).isEqualTo(1);
        assertThat(chaos.events()).noneMatch(event -> event.kind() == ChaosEvent.Kind.REFUSED);
    }

    @Test
    void markerOfTheFailure_namesRulePointAndCall() {
        chaos.arm(rule("marked").when(Trigger.nth(2)).build());
        assertThat(call()).isNull();

        assertThatThrownBy(() -> point.pass(TestCall.of(chaos)))
                .satisfies(failure -> assertThat(failure.getSuppressed()[0])
                        .isInstanceOf(InjectedFault.class)
                        .hasMessage("injected by rule 'marked' at " + point + ", selected call 2"));
    }

    @Test
    void drawsOfOneInjection_dependOnTheLaneAlone() {
        chaos.arm(rule("draws").build());
        Injection injection = disturbed();

        double drawn = injection.uniform(0);

        assertThat(injection.uniform(0)).isEqualTo(drawn).isBetween(0.0, Math.nextDown(1.0));
        assertThat(injection.uniform(1)).isNotEqualTo(drawn);
        assertThatThrownBy(() -> injection.uniform(100)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Objects.requireNonNull(call()).uniform(0)).as("another call").isNotEqualTo(drawn);
    }
}
