package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InjectionObserverTest extends EngineTest {

    private final List<String> told = new ArrayList<>();
    private final List<InjectionEnd> ends = new ArrayList<>();

    @Test
    void injection_isToldFromItsDecisionToItsEnd() {
        chaos.observe(this::observed);
        chaos.arm(rule("boom").build());

        assertThatThrownBy(() -> point.pass(TestCall.of(chaos))).isInstanceOf(IllegalStateException.class);

        assertThat(told).containsExactly("decided boom 1", "returns boom", "ended boom");
        assertThat(ends).containsExactly(new InjectionEnd(InjectionEnd.Outcome.DONE, 0, null));
    }

    @Test
    void delays_tellHowLongTheCallReallyWaited() {
        chaos.observe(this::observed);
        long asked = TimeUnit.MILLISECONDS.toNanos(5);
        chaos.arm(rule("short").inject(Latency.of(Duration.ofMillis(5))).build());
        chaos.arm(rule("long").inject(Latency.of(Duration.ofMillis(15))).build());

        point.pass(TestCall.of(chaos));

        assertThat(ends).extracting(InjectionEnd::outcome).containsOnly(InjectionEnd.Outcome.DONE);
        assertThat(ends.get(0).addedNanos()).isGreaterThanOrEqualTo(asked);
        assertThat(ends.get(1).addedNanos())
                .isBetween(ends.get(0).addedNanos() * 2, ends.get(0).addedNanos() * 4);
    }

    @Test
    void refusalCancellationAndBug_areToldApart() {
        chaos.observe(this::observed);
        chaos.arm(rule("boom").build());

        Injection refused = disturbed();
        refused.refuse("not on this driver");
        refused.done();
        disturbed().cancelled();
        disturbed().fail(new IllegalStateException("bug"));

        assertThat(ends)
                .containsExactly(
                        new InjectionEnd(InjectionEnd.Outcome.REFUSED, 0, "not on this driver"),
                        new InjectionEnd(InjectionEnd.Outcome.CANCELLED, 0, null),
                        new InjectionEnd(InjectionEnd.Outcome.FAILED, 0, "java.lang.IllegalStateException: bug"));
    }

    @Test
    void faultThatOutlivesItsCall_isToldWhenTheCallReturns() {
        chaos.observe(this::observed);
        chaos.arm(rule("boom").build());
        Injection injection = disturbed();
        injection.begin();

        injection.callReturns();

        assertThat(told).containsExactly("decided boom 1", "returns boom");
        injection.done();
        assertThat(told).containsExactly("decided boom 1", "returns boom", "ended boom");
    }

    @Test
    void observersBug_isCountedAndDoesNotReachTheCallOrTheOtherObservers() {
        long before = InternalProblems.count();
        chaos.observe(entry -> {
            throw new IllegalStateException("observer is broken");
        });
        chaos.observe(entry -> new InjectionObservation() {
            @Override
            public void ended(InjectionEnd end) {
                throw new AssertionError("observation is broken");
            }
        });
        chaos.observe(this::observed);
        ArmedRule rule = chaos.arm(rule("boom").build());

        disturbed().done();

        assertThat(told).containsExactly("decided boom 1", "returns boom", "ended boom");
        assertThat(rule.isArmed()).isTrue();
        assertThat(InternalProblems.count()).isEqualTo(before + 2);
    }

    @Test
    void endedObserving_isToldNoMore() {
        Runnable stop = chaos.observe(this::observed);
        chaos.arm(rule("boom").build());

        stop.run();
        disturbed().done();

        assertThat(told).isEmpty();
    }

    private @Nullable InjectionObservation observed(JournalEntry entry) {
        told.add("decided " + entry.rule() + " " + entry.call());
        return new InjectionObservation() {
            @Override
            public void callReturns() {
                told.add("returns " + entry.rule());
            }

            @Override
            public void ended(InjectionEnd end) {
                told.add("ended " + entry.rule());
                ends.add(end);
            }
        };
    }
}
