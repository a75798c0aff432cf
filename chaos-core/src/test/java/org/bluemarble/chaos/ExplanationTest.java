package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bluemarble.chaos.spi.Weaves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What {@code explain} says of a rule. Longer than most: it has a test for each reason why a rule does not fire, and all of
 * them read the same report.
 */
class ExplanationTest {

    private static final InjectionPoint POINT =
            Chaos.point("explain.test", AttributeDescriptor.of("table", AttributeKey.Type.TEXT, "the table written"));
    private static final InjectionPoint WOVEN = Chaos.point("explain.woven");

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final Chaos engine =
            Chaos.builder("explain").seed(1).clock(new SteppedClock()).build();

    @AfterEach
    void close() {
        engine.close();
    }

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

    @Test
    void idNotArmed_namesTheArmedOnesAndWhatBecameOfIt() {
        engine.arm(slow("slow").build());
        engine.arm(slow("other").build());
        engine.disarm("slow");

        Explanation explanation = engine.explain("slow");

        assertThat(explanation.isRefused()).isTrue();
        assertThat(explanation.text())
                .isEqualTo("slow\n"
                        + "  refused  id was 'slow' but must be that of an armed rule, or a whole rule; armed: other\n"
                        + "  last     DISARMED 2026-11-21T10:00:00Z by api");
    }

    @Test
    void ruleNotArmed_isDescribedAndNotArmed() {
        Explanation explanation =
                engine.explain("slow: explain.test[table=trades] latency 250ms probability=1% ttl=5m phase=after");

        assertThat(explanation.isRefused()).isFalse();
        assertThat(explanation.isArmed()).isFalse();
        assertThat(explanation.text()).isEqualTo("""
                        slow: explain.test[table=trades] latency 250ms probability=1% ttl=5m phase=after
                          what     latency delay 250ms, in phase after: The call is delayed: before, it takes effect\
                         late; after, it is answered late.
                          where    explain.test: A named point in server code.
                          which    calls with table = trades
                          when     on 1% of the selected calls, drawn for each call
                          bounds   any number of injections, within 5m of arming
                          ceiling  ttl up to 1h, share up to 100%, destructive faults: none
                          woven    nothing; server code passes this point itself, or through objects wrapped by us""");
        assertThat(engine.rules()).isEmpty();
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void ruleForbidden_isDescribedWithTheRefusal() {
        Explanation explanation = engine.explain("boom: explain.test crash ttl=2h");

        assertThat(explanation.problems()).hasSize(2);
        assertThat(explanation.text())
                .contains("\n  refused  column 20  ")
                .contains("\n  ceiling  crash is destructive and not allowed here; ");
    }

    @Test
    void ruleUnreadable_everyProblemIsTold() {
        Explanation explanation = engine.explain("Slow: explain.tset latency");

        assertThat(explanation.rule()).isNull();
        assertThat(explanation.problems()).hasSizeGreaterThan(1);
        assertThat(explanation.text()).contains("did you mean 'explain.test'?");
    }

    @Test
    void lineOfAnArmedRule_isExplainedAsArmed() {
        engine.arm("slow: explain.test latency 1ms");

        assertThat(engine.explain("slow: explain.test latency 1ms").isArmed()).isTrue();
        assertThat(engine.explain("slow: explain.test latency 2ms").isRefused()).isTrue();
    }

    @Test
    void destructiveFault_ceilingIsTold() {
        FaultDescriptor crash =
                FaultCatalogue.process().fault("crash", POINT.name()).orElseThrow();

        assertThat(RuleWords.ceiling(Ceiling.DEFAULT, crash))
                .isEqualTo(
                        "crash is destructive and not allowed here; ttl up to 1h, share up to 100%, destructive faults: none");
        assertThat(RuleWords.ceiling(Ceiling.DEFAULT.allowing("crash"), crash))
                .isEqualTo(
                        "crash is destructive and allowed; ttl up to 1h, share up to 100%, destructive faults: crash");
        assertThat(RuleWords.ceiling(Ceiling.closed("chaos.yaml was not found"), crash))
                .isEqualTo("permits nothing: chaos.yaml was not found");
    }

    @Test
    void triggerThatFiresAFewTimes_isTheBoundWithoutALimit() {
        Bounds unlimited = new Bounds(Bounds.UNLIMITED, Duration.ofMinutes(5));

        assertThat(RuleWords.bounds(unlimited, Trigger.nth(3))).isEqualTo("at most 1 injection, within 5m of arming");
        assertThat(RuleWords.bounds(unlimited, Trigger.after(9, Trigger.first(3))))
                .isEqualTo("at most 3 injections, within 5m of arming");
        assertThat(RuleWords.bounds(unlimited, Trigger.both(Trigger.first(3), Trigger.every(2))))
                .isEqualTo("at most 3 injections, within 5m of arming");
        assertThat(RuleWords.bounds(new Bounds(2, Duration.ofMinutes(5)), Trigger.first(3)))
                .isEqualTo("at most 2 injections, within 5m of arming");
        assertThat(RuleWords.bounds(unlimited, Trigger.never())).isEqualTo("at most 0 injections, within 5m of arming");
        assertThat(RuleWords.bounds(unlimited, Trigger.every(2)))
                .isEqualTo("any number of injections, within 5m of arming");
    }

    @Test
    void timesAreShown_toTheMillisecond() {
        time.set(Instant.parse("2026-11-21T10:00:00.123456789Z"));
        engine.arm(slow("slow").build());

        assertThat(lines("slow")).anyMatch(line -> line.startsWith("armed 2026-11-21T10:00:00.123Z, "));
        engine.disarm("slow");
        assertThat(lines("slow")).containsExactly("last DISARMED 2026-11-21T10:00:00.123Z by api");
    }

    @Test
    void everyTrigger_hasWords() {
        assertThat(RuleWords.trigger(Trigger.always())).isEqualTo("on every selected call");
        assertThat(RuleWords.trigger(Trigger.never())).isEqualTo("never: the rule only counts");
        assertThat(RuleWords.trigger(Trigger.probability(Probability.ofPercent(2.5))))
                .isEqualTo("on 2.5% of the selected calls, drawn for each call");
        assertThat(RuleWords.trigger(Trigger.first(3))).isEqualTo("on the first 3 selected calls");
        assertThat(RuleWords.trigger(Trigger.after(10, Trigger.nth(2))))
                .isEqualTo("after 10 selected calls, then on selected call 2 alone, counted from there");
        assertThat(RuleWords.trigger(Trigger.both(Trigger.first(3), Trigger.every(2))))
                .isEqualTo("on the first 3 selected calls, and only if also on every selected call whose number is a"
                        + " multiple of 2");
        assertThat(Trigger.class.getPermittedSubclasses()).hasSize(10);
    }

    @Test
    void everyGate_hasWords() {
        assertThat(RuleWords.trigger(Trigger.window(Duration.ofMinutes(2), Duration.ofMinutes(5))))
                .isEqualTo("from 2m until 5m after arming");
        assertThat(RuleWords.trigger(Trigger.window(Duration.ZERO, Duration.ofMinutes(5))))
                .isEqualTo("until 5m after arming");
        assertThat(RuleWords.trigger(Trigger.hours(OpenHours.daily(LocalTime.of(21, 0), LocalTime.of(23, 0)))))
                .isEqualTo("in the hours 21:00..23:00 of the JVM's time zone");
        assertThat(RuleWords.trigger(
                        Trigger.ramp(Probability.ofPercent(1), Probability.ofPercent(30), Duration.ofMinutes(8))))
                .isEqualTo("on a share of the calls that goes from 1% to 30% within 8m");
        assertThat(RuleWords.trigger(Trigger.steps(List.of(
                        new Gate.Step(Probability.ofPercent(1), Duration.ofMinutes(2)),
                        new Gate.Step(Probability.ofPercent(30), null)))))
                .isEqualTo("on a share of the calls in steps of 1%/2m,30%");
        assertThat(RuleWords.trigger(Trigger.afterRule("lose-ack", Duration.ofSeconds(2))))
                .isEqualTo("once rule 'lose-ack' has fired, 2s later");
        assertThat(RuleWords.trigger(Trigger.calledFrom("com.game.Trade", "commit")))
                .isEqualTo("on calls that come from com.game.Trade#commit");
        assertThat(RuleWords.trigger(Trigger.rate(30, Duration.ofMinutes(1)))).isEqualTo("at an even pace of 30/m");
        assertThat(RuleWords.trigger(Trigger.burst(20, 200)))
                .isEqualTo("on 100% of the calls in bursts of 20 on average, and on 0% of those in gaps of 200 between"
                        + " them");
        assertThat(Gate.class.getPermittedSubclasses()).hasSize(6);
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

    private FaultRule.Builder slow(String id) {
        return FaultRule.named(id)
                .at(POINT)
                .inject(Latency.of(Duration.ofMillis(1)))
                .ttl(Duration.ofMinutes(5));
    }

    private void pass(int times, String player) {
        try (var scope =
                ChaosContext.empty().withPlayer(player).withEngine(engine).open()) {
            for (int i = 0; i < times; i++) {
                POINT.pass();
            }
        }
    }

    private List<String> lines(String id) {
        return engine.explain(id).lines().stream()
                .map(line -> line.topic() + " " + line.text())
                .toList();
    }

    private List<String> why(String id) {
        return engine.explain(id).lines().stream()
                .filter(line -> line.topic().equals("why"))
                .map(Explanation.Line::text)
                .toList();
    }

    /** Time passes only when a test says so. */
    private final class SteppedClock implements ChaosClock {

        @Override
        public Instant now() {
            return time.get();
        }

        @Override
        public long nanoTime() {
            return Duration.between(Instant.EPOCH, time.get()).toNanos();
        }

        @Override
        public Runnable runAfter(Duration delay, Runnable action) {
            return () -> {};
        }
    }
}
