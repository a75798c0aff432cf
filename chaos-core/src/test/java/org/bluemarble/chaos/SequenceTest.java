package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTest extends EngineTest {

    private RuleSequence.Act act(int minutes, FaultRule... rules) {
        return new RuleSequence.Act(Duration.ofMinutes(minutes), List.of(rules));
    }

    private RuleSequence evening() {
        return new RuleSequence(
                "evening",
                List.of(
                        act(2, rule("slow").build()),
                        act(1),
                        act(30, rule("slow").limit(2).build(), rule("more").build())));
    }

    private List<String> armed() {
        return chaos.rules().stream().map(ArmedRule::id).toList();
    }

    @Test
    void actsFollowEachOther_andNothingStaysAfterTheLast() {
        RunningSequence sequence = chaos.start(evening());
        assertThat(armed()).containsExactly("slow");
        assertThat(sequence).hasToString("evening, act 1 of 3");

        clock.step(Duration.ofMinutes(2));
        assertThat(armed()).as("a pause").isEmpty();
        clock.step(Duration.ofMinutes(1));
        assertThat(armed()).containsExactly("slow", "more");
        clock.step(Duration.ofMinutes(29));
        assertThat(armed()).as("its rules live as long as the act").containsExactly("slow", "more");
        assertThat(sequence.timeLeft()).isEqualTo(Duration.ofMinutes(1));
        clock.step(Duration.ofMinutes(1));

        assertThat(armed()).isEmpty();
        assertThat(sequence.isRunning()).isFalse();
        assertThat(chaos.sequences()).isEmpty();
        assertThat(clock.scheduled()).isZero();
    }

    @Test
    void closed_rulesEndAndNoActFollows() {
        RunningSequence sequence = chaos.start(evening());

        sequence.close();
        sequence.close();
        clock.step(Duration.ofHours(1));

        assertThat(armed()).isEmpty();
        assertThat(clock.scheduled()).isZero();
        assertThat(chaos.start(evening()).isRunning()).as("it may run again").isTrue();
    }

    @Test
    void everythingIsDisarmed_noActFollows() {
        chaos.start(evening());
        chaos.disarmAll();
        clock.step(Duration.ofHours(1));
        assertThat(armed()).isEmpty();

        chaos.start(evening());
        chaos.killSwitch("enough");
        chaos.reset();
        clock.step(Duration.ofHours(1));
        assertThat(armed()).isEmpty();
        assertThat(chaos.sequences()).isEmpty();
    }

    @Test
    void oneRuleOfAnActIsDisarmed_theRestGoesOn() {
        chaos.start(evening());

        chaos.disarm("slow");
        clock.step(Duration.ofMinutes(2));
        clock.step(Duration.ofMinutes(1));

        assertThat(armed()).containsExactly("slow", "more");
    }

    @Test
    void laterActIsForbidden_sequenceIsRefusedBeforeItBegins() {
        RuleSequence wrong = new RuleSequence(
                "wrong",
                List.of(act(1, rule("fine").build()), act(90, rule("long").build())));

        assertThatThrownBy(() -> chaos.start(wrong))
                .hasMessage(
                        "sequence 'wrong': rules.long.bounds.ttl was 90m but must be at most 1h, the ceiling's highest");
        assertThat(armed()).isEmpty();
        assertThat(chaos.sequences()).isEmpty();
    }

    /** Somebody armed a rule of that id meanwhile: the act cannot begin as planned. */
    @Test
    void nextActIsRefusedWhenItsTimeComes_sequenceEndsWithNothingArmedOfIt() {
        RunningSequence sequence = chaos.start(evening());
        chaos.arm(rule("more").build());

        clock.step(Duration.ofMinutes(2));
        clock.step(Duration.ofMinutes(1));

        assertThat(sequence.isRunning()).isFalse();
        assertThat(armed()).containsExactly("more");
        assertThat(chaos.events()).extracting(ChaosEvent::kind).contains(ChaosEvent.Kind.REFUSED);
    }

    @Test
    void sameNameTwice_isRefused() {
        chaos.start(evening());

        assertThatIllegalStateException()
                .isThrownBy(() -> chaos.start(evening()))
                .withMessage("sequence 'evening' runs already; stop it first, or choose another name");
        assertThat(chaos.sequences()).hasSize(1);
    }

    @Test
    void startedAndEnded_auditSaysByWhom() {
        chaos.start(new RuleSequence("pause", List.of(act(1), act(2))));
        clock.step(Duration.ofMinutes(1));
        clock.step(Duration.ofMinutes(2));
        chaos.start(evening()).close();
        chaos.start(evening());
        chaos.killSwitch("enough");

        assertThat(chaos.events())
                .filteredOn(event -> event.kind().name().startsWith("SEQUENCE_"))
                .extracting(event -> event.kind().spelling() + " by " + event.actor() + ": " + event.text())
                .containsExactly(
                        "sequence-started by api: sequence 'pause' with 2 acts",
                        "sequence-ended by clock: sequence 'pause' is over, in act 2 of 2",
                        "sequence-started by api: sequence 'evening' with 3 acts",
                        "sequence-ended by api: sequence 'evening' was stopped, in act 1 of 3",
                        "sequence-started by api: sequence 'evening' with 3 acts",
                        "sequence-ended by api: sequence 'evening' was stopped with everything else, in act 1 of 3");
    }

    @Test
    void refusedSequence_standsInTheAudit() {
        assertThatThrownBy(() -> chaos.start(
                        new RuleSequence("wrong", List.of(act(90, rule("long").build())))))
                .isInstanceOf(ChaosConfigurationException.class);

        assertThat(chaos.events())
                .singleElement()
                .satisfies(event -> assertThat(event.text()).startsWith("sequence 'wrong': rules.long.bounds.ttl"));
    }

    @Test
    void sequencesThatMakeNoSense_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RuleSequence("x", List.of()))
                .withMessage("acts of sequence 'x' were 0 but must be 1 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> act(1, rule("a").build(), rule("a").build()))
                .withMessage("rules had two of the id 'a' but must have one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RuleSequence.Act(Duration.ZERO, List.of()))
                .withMessage("lasts was PT0S but must be at least 1ms");
    }
}
