package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code explain} says of rules that are not armed, and the words for all that a rule can be made of. */
class DescribedRuleTest extends ExplainedEngine {

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

    @Test
    void lineOfAnArmedRule_isExplainedAsArmed() {
        engine.arm("slow: explain.test latency 1ms");

        assertThat(engine.explain("slow: explain.test latency 1ms").isArmed()).isTrue();
        assertThat(engine.explain("slow: explain.test latency 2ms").isRefused()).isTrue();
    }
}
