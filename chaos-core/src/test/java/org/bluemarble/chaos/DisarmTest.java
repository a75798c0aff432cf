package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.Test;

class DisarmTest extends EngineTest {

    @Test
    void afterDisarmReturned_nothingDecidedBeforeBegins() {
        ArmedRule rule = chaos.arm(rule("late").build());
        Injection decided = disturbed();

        rule.disarm();

        assertThat(decided.begin()).isFalse();
        assertThat(decided.isCalledOff()).isTrue();
        assertThat(call()).isNull();
        assertThat(rule.end()).isEqualTo(ArmedRule.End.DISARMED);
        assertThat(rule.counters())
                .extracting(RuleCounters::injected, RuleCounters::done, RuleCounters::cancelled, RuleCounters::waiting)
                .containsExactly(1L, 0L, 1L, 0L);
    }

    /** Each round's callers note whether disarm had returned before they began: then beginning must fail. */
    @Test
    void disarmRacesWithCalls_noneBeginsAfterItReturned() throws Exception {
        AtomicInteger began = new AtomicInteger();
        for (int round = 0; round < 2_000; round++) {
            ArmedRule rule = chaos.arm(rule("race").build());
            AtomicBoolean disarmed = new AtomicBoolean();
            Callable<Boolean> caller = () -> {
                boolean wrong = false;
                for (int i = 0; i < 20; i++) {
                    Injection injection = call();
                    boolean after = disarmed.get();
                    if (injection != null && injection.begin()) {
                        began.incrementAndGet();
                        wrong |= after;
                        injection.done();
                    }
                }
                return wrong;
            };
            Callable<Boolean> operator = () -> {
                rule.disarm();
                disarmed.set(true);
                return false;
            };

            assertThat(racers.race(List.of(caller, caller, operator))).containsOnly(false);
            assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        }
        assertThat(began).as("calls that were disturbed before").hasPositiveValue();
    }

    @Test
    void disarmed_whatWaitsIsReleasedAndGoesOn() throws Exception {
        ArmedRule rule =
                chaos.arm(rule("hang").inject(new Hang(Hang.UNTIL_DISARMED)).build());
        Future<String> call = racers.begin(() -> {
            point.pass(TestCall.of(chaos));
            return "went on";
        });
        await("the call hangs").atMost(PATIENCE).until(() -> rule.counters().waiting() == 1);
        assertThat(call).isNotDone();

        rule.disarm();

        assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("went on");
        assertThat(rule.awaitIdle(PATIENCE)).isTrue();
        assertThat(rule.counters().cancelled()).isEqualTo(1);
    }

    @Test
    void disarmedWhileLatencyRuns_delayEndsEarly() throws Exception {
        ArmedRule rule = chaos.arm(
                rule("slow").inject(Latency.of(Duration.ofMinutes(50))).build());
        Future<String> call = racers.begin(() -> {
            point.pass(TestCall.of(chaos));
            return "went on";
        });
        await("the call waits").atMost(PATIENCE).until(() -> rule.counters().waiting() == 1);

        rule.disarm();

        assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("went on");
        assertThat(rule.counters().done()).isZero();
    }

    @Test
    void effectHadBegun_runsToItsEndAndCountsAsDone() {
        ArmedRule rule = chaos.arm(rule("begun").build());
        Injection begun = disturbed();
        assertThat(begun.begin()).isTrue();

        rule.disarm();
        begun.done();

        assertThat(rule.counters())
                .extracting(RuleCounters::done, RuleCounters::cancelled, RuleCounters::waiting)
                .containsExactly(1L, 0L, 0L);
    }

    @Test
    void beginTwice_secondIsRefused() {
        ArmedRule rule = chaos.arm(rule("once").build());
        Injection injection = disturbed();

        assertThat(injection.begin()).isTrue();
        assertThat(injection.begin()).isFalse();

        injection.done();
        injection.done();
        injection.cancelled();
        assertThat(rule.counters().done()).isEqualTo(1);
        assertThat(rule.counters().cancelled()).isZero();
    }

    @Test
    void closedTwice_harmless() {
        ArmedRule rule = chaos.arm(rule("twice").build());

        rule.close();
        rule.close();

        assertThat(chaos.events())
                .extracting(ChaosEvent::kind)
                .containsExactly(ChaosEvent.Kind.ARMED, ChaosEvent.Kind.DISARMED);
        assertThat(clock.scheduled()).as("expiries of ended rules").isZero();
    }

    @Test
    void severalActionsRegistered_eachIsToldOnce() {
        ArmedRule rule = chaos.arm(rule("told").build());
        Injection injection = disturbed();
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        injection.onCancel(first::incrementAndGet);
        injection.onCancel(second::incrementAndGet);

        rule.disarm();
        injection.onCancel(late::incrementAndGet);

        assertThat(List.of(first.get(), second.get(), late.get())).containsOnly(1);
    }

    /** A target that waits in between must still be told by what it registered before. */
    @Test
    void actionRegisteredBeforeAnAwait_isStillTold() {
        ArmedRule slow =
                chaos.arm(rule("slow").inject(Latency.of(Duration.ofMillis(1))).build());
        ArmedRule acting = chaos.arm(rule("acting").build());
        Injection injection = disturbed();
        AtomicInteger told = new AtomicInteger();
        injection.onCancel(told::incrementAndGet);
        injection.await(Phase.BEFORE);

        slow.disarm();
        assertThat(told).as("the acting fault is not called off").hasValue(0);
        acting.disarm();

        assertThat(told).hasValue(1);
    }

    @Test
    void onCancelRacesWithDisarm_actionRunsExactlyOnce() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            ArmedRule rule = chaos.arm(rule("race").build());
            Injection injection = disturbed();
            AtomicInteger told = new AtomicInteger();

            racers.<Object>race(List.of(
                    () -> {
                        injection.onCancel(told::incrementAndGet);
                        return true;
                    },
                    () -> {
                        rule.disarm();
                        return true;
                    }));

            assertThat(told).hasValue(1);
        }
    }

    /** One target's bug must not keep other calls waiting, nor the rule half disarmed. */
    @Test
    void actionThrows_othersAreReleasedAllTheSame() {
        long before = InternalProblems.count();
        ArmedRule rule = chaos.arm(rule("broken").build());
        AtomicInteger told = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            Injection injection = disturbed();
            injection.onCancel(() -> {
                told.incrementAndGet();
                throw new IllegalStateException("a target's bug");
            });
        }

        rule.disarm();

        assertThat(told).hasValue(3);
        assertThat(rule.counters().waiting()).isZero();
        assertThat(InternalProblems.count() - before).isEqualTo(3);
        assertThat(chaos.rules()).isEmpty();
    }

    @Test
    void disarmWaitsForNobody_awaitIdleDoes() {
        ArmedRule rule = chaos.arm(rule("idle").build());
        Injection begun = disturbed();
        assertThat(begun.begin()).isTrue();

        rule.disarm();

        assertThat(rule.awaitIdle(Duration.ofMillis(20))).isFalse();
        begun.done();
        assertThat(rule.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void ruleRefusesToAct_whenTheTargetCannot() {
        ArmedRule rule = chaos.arm(rule("refused").build());

        disturbed().refuse("the driver has no such error");
        Objects.requireNonNull(call()).refuse("the driver has no such error");

        assertThat(chaos.events())
                .filteredOn(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .hasSize(1);
        assertThat(rule.counters().cancelled()).isEqualTo(2);
        assertThat(rule.isArmed()).isTrue();
    }
}
