package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.spi.Weaves;
import org.junit.jupiter.api.Test;

/** What {@code explain} says of an armed rule: each reason why it does not fire. */
class ExplanationTest extends ExplainedEngine {

    @Test
    void ruleFires_everyStageIsTold() {
        engine.arm(slow("slow").when(Trigger.every(2)).limit(1).build());
        time.set(time.get().plusSeconds(90));

        pass(4, "p1");

        assertThat(lines("slow"))
                .containsExactly(
                        "what latency delay 1ms, in phase before: The call is delayed: before, it takes effect late;"
                                + " after, it is answered late.",
                        "where explain.test: A named point in server code.",
                        "which every call",
                        "when on every selected call whose number is a multiple of 2",
                        "bounds at most 1 injection, within 5m of arming",
                        "ceiling ttl up to 1h, share up to 100%, destructive faults: none",
                        "woven nothing; server code passes this point itself, or through objects wrapped by us",
                        "armed 2026-11-21T10:00:00Z, for another 3m30s, flag on",
                        "flag on, as the rule was armed",
                        "calls 4 passed, 4 selected, 2 triggered, 0 preempted, 1 over the limit, 1 injected, 1 done,"
                                + " 0 cancelled, 0 under way",
                        "why the limit of 1 is used up; since then 1 call was left alone",
                        "why 1 injection was carried out",
                        "latest selected call 2: disturbed",
                        "latest selected call 4: over the limit");
        assertThat(engine.explain("slow").isArmed()).isTrue();
        assertThat(engine.explain("slow").isRefused()).isFalse();
    }

    @Test
    void nothingPassed_saysSinceWhen() {
        engine.arm(slow("slow").build());
        time.set(time.get().plusSeconds(12));

        assertThat(why("slow")).containsExactly("no call has passed explain.test since the rule was armed 12s ago");
    }

    @Test
    void nothingPassedAndWeavesAreMissing_saysWhichAndWhy() {
        Weaves.announce("driver commit", List.of("explain.woven"));
        Weaves.announce("other commit", List.of("explain.woven"));
        Weaves.announce("other rollback", List.of("explain.woven"));
        Weaves.failed("driver commit", "app loader", "method commit() not found");
        engine.arm(FaultRule.named("slow")
                .at(WOVEN)
                .inject(Latency.of(Duration.ofMillis(1)))
                .build());

        assertThat(why("slow"))
                .contains("calls of driver commit do not pass the point, since it could not be woven:"
                        + " app loader: method commit() not found");
        assertThat(lines("slow")).contains("woven ABSENT  classes not loaded so far, of other");
        assertThat(lines("slow")).contains("woven FAILED  driver commit (app loader: method commit() not found)");
        assertThat(engine.explain("slow").weaves())
                .extracting(Weaves.Weave::name)
                .containsExactly("driver commit", "other commit", "other rollback");
    }

    @Test
    void noCallSelected_saysWhatNoneOfThemHad() {
        engine.arm(slow("slow").where("player", "p7").build());

        pass(3, "p1");

        assertThat(why("slow")).containsExactly("3 calls were not selected: none had player = p7");
    }

    @Test
    void attributeUnknown_isTold() {
        engine.arm(slow("slow").where("table", "trades").build());

        try (var scope = ChaosContext.empty().withEngine(engine).open()) {
            POINT.pass(key -> CallAttributes.UNKNOWN);
        }

        assertThat(why("slow")).singleElement().asString().startsWith("1 call was not matched, because an attribute");
    }

    @Test
    void callsOutOfScope_areTold() {
        engine.arm(slow("slow").build());

        POINT.pass();

        assertThat(why("slow"))
                .containsExactly("1 call was made outside the scope of engine 'explain': wrap the object with it, or"
                        + " open a ChaosContext of it");
    }

    @Test
    void triggerHasNotFiredYet_saysWhenItWill() {
        engine.arm(slow("slow").when(Trigger.nth(5)).build());

        pass(3, "p1");

        assertThat(why("slow")).containsExactly("it fires on selected call 5 alone; so far 3 calls were selected");
    }

    @Test
    void triggerIsSpent_saysThatItCannotFireAgain() {
        engine.arm(slow("slow").when(Trigger.nth(2)).build());

        pass(3, "p1");

        assertThat(why("slow"))
                .containsExactly(
                        "the trigger cannot fire again: it fires on selected call 2 alone, and 3 calls were selected;"
                                + " arm the rule anew to count from 1",
                        "1 injection was carried out");
    }

    @Test
    void earlierRulePreempts_isNamed() {
        engine.arm(FaultRule.named("first")
                .at(POINT)
                .inject(new ThrowException(ThrowException.DEFAULT_CLASS, "no"))
                .build());
        engine.arm(FaultRule.named("second")
                .at(POINT)
                .inject(new ThrowException(ThrowException.DEFAULT_CLASS, "never"))
                .build());

        try (var scope = ChaosContext.empty().withEngine(engine).open()) {
            assertThat(catchThrowable(POINT::pass)).hasMessage("no");
        }

        assertThat(why("second")).containsExactly("1 call was taken by a rule that was armed here earlier: first");
    }

    @Test
    void targetCannotApplyTheFault_saysWhy() {
        engine.arm(slow("slow").build());

        try (var scope = ChaosContext.empty().withEngine(engine).open()) {
            Injection injection = POINT.decide(CallAttributes.NONE);
            assertThat(injection).isNotNull();
            injection.refuse("this driver keeps no session");
        }

        assertThat(why("slow"))
                .containsExactly(
                        "the fault could not be applied: this driver keeps no session",
                        "1 injection was called off: the rule was disabled meanwhile, or the call could not take or"
                                + " did not need it");
    }

    @Test
    void flagOff_isTold() {
        engine.arm(slow("slow").enabled(false).build());

        pass(1, "p1");

        assertThat(why("slow"))
                .containsExactly(
                        "its flag is off: calls pass undisturbed and uncounted until it is enabled",
                        "no call has passed explain.test since the rule was armed 0ms ago");
    }

    /** Whoever asks why nothing happens is told of each stage, and of the last calls one by one. */
    @Test
    void callsCameToAClosedGate_eachReasonIsTold() {
        engine.arm(slow("slow")
                .when(Trigger.both(Trigger.every(2), Trigger.window(Duration.ofMinutes(1), Duration.ofMinutes(2))))
                .build());
        pass(5, "p1");
        time.set(time.get().plusSeconds(60));
        pass(2, "p1");
        time.set(time.get().plusSeconds(60));
        pass(2, "p1");

        assertThat(lines("slow"))
                .contains(
                        "calls 9 passed, 9 selected, 3 at a closed gate, 1 triggered, 0 preempted, 0 over the limit,"
                                + " 1 injected, 1 done, 0 cancelled, 0 under way",
                        "why 3 calls were at a closed gate: 3 outside the rule's window",
                        "latest selected calls 2 to 4, 2 of them: outside the rule's window",
                        "latest selected call 6: disturbed",
                        "latest selected call 8: outside the rule's window",
                        "latest selected call 9: not due by count or chance");
    }

    @Test
    void dryRun_isSaidAndNothingIsDisturbed() {
        engine.arm(slow("slow").dryRun(true).build());

        pass(3, "p1");

        assertThat(lines("slow"))
                .contains(
                        "calls 3 passed, 3 selected, 3 triggered, 0 preempted, 0 over the limit, 3 pretended, 0 injected,"
                                + " 0 done, 0 cancelled, 0 under way",
                        "why it is a dry run: 3 calls were only entered into the journal",
                        "latest selected calls 1 to 3: would have been disturbed; it is a dry run");
    }
}
