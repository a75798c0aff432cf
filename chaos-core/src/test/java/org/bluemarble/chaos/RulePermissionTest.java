package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an engine refuses to arm although the rule makes sense. */
class RulePermissionTest {

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
    }

    private static Chaos engine(Ceiling ceiling) {
        return Chaos.builder("permission").seed(7).ceiling(ceiling).build();
    }

    @Test
    void destructiveFault_isRefusedUnlessTheCeilingNamesIt() {
        Chaos chaos = engine(Ceiling.DEFAULT.allowing("hang", "lying-test"));

        assertThatThrownBy(() -> chaos.arm("x: test.commit crash"))
                .hasMessage("rule 'x': column 16  fault was crash, which is destructive and not among what the ceiling"
                        + " allows (hang and lying-test); start the JVM with the agent option allow=crash or name it"
                        + " under allow: in the ceiling file");
        assertThat(chaos.rules()).isEmpty();
        try (ArmedRule hang = chaos.arm("y: test.commit hang ttl=1m")) {
            assertThat(hang.isArmed()).isTrue();
        }
    }

    @Test
    void timeToLiveAboveTheCeiling_isRefused_alsoWhereTheRuleNamesNone() {
        Chaos chaos = engine(Ceiling.DEFAULT.withHighestTtl(Duration.ofMinutes(5)));

        assertThat(chaos.check("x: test.commit lost-ack ttl=6m"))
                .extracting(Problem::toString)
                .containsExactly("column 29  ttl was 6m but must be at most 5m, the ceiling's highest");
        assertThat(chaos.check("x: test.commit lost-ack"))
                .extracting(Problem::toString)
                .containsExactly(
                        "column 1  ttl was 10m as no other was given but must be at most 5m, the ceiling's highest");
    }

    @Test
    void largerShareThanTheCeilings_isRefused_butASingleCallNever() {
        Chaos chaos = engine(Ceiling.DEFAULT.withHighestShare(Probability.ofPercent(10)));

        assertThat(chaos.check("x: test.commit lost-ack probability=11%"))
                .extracting(Problem::toString)
                .containsExactly(
                        "column 37  probability was 11% but must be at most 10% of the calls, the ceiling's highest share");
        assertThat(chaos.check("x: test.commit lost-ack first=100"))
                .extracting(Problem::toString)
                .containsExactly(
                        "column 1  probability is missing, so more calls would be disturbed than at most 10% of the"
                                + " calls, the ceiling's highest share; give probability=10%, or limit=1");
        assertThat(List.of(
                        "x: test.commit lost-ack probability=10%",
                        "x: test.commit lost-ack every=10",
                        "x: test.commit lost-ack probability=20% every=2",
                        "x: test.commit lost-ack nth=3",
                        "x: test.commit lost-ack first=1",
                        "x: test.commit lost-ack limit=1"))
                .allSatisfy(line -> assertThat(chaos.check(line)).as(line).isEmpty());
    }

    @Test
    void oneBoundIsWrong_theOthersAreStillHeldAgainstTheCeiling() {
        Chaos chaos = engine(Ceiling.DEFAULT.withHighestShare(Probability.ofPercent(10)));

        assertThatThrownBy(() -> chaos.arm("x: test.commit lost-ack probability=50% first=no limit=-3 ttl=2h"))
                .hasMessage("""
                        4 problems in rule 'x':
                          column 37  probability was 50% but must be at most 10% of the calls, the ceiling's highest share
                          column 47  first was 'no' but must be a whole number
                          column 56  limit was -3 but must lie between 1 and 1000000000000
                          column 63  ttl was 2h but must be at most 1h, the ceiling's highest""");
        assertThat(chaos.check("x: test.commit lost-ack limit=1 ttl=soon"))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("column 37  ttl was 'soon' but must be a number and a unit");
        assertThat(chaos.check("x: test.commit lost-ack probability=50% every=10 first=no"))
                .extracting(Problem::toString)
                .containsExactly("column 56  first was 'no' but must be a whole number");
        assertThat(chaos.check("x: test.commit lost-ack limit=0"))
                .hasSize(2)
                .last()
                .satisfies(problem -> assertThat(problem.text()).startsWith("limit was 0"));
    }

    @Test
    void closedCeiling_armsNothingAndSaysWhy() {
        Chaos chaos = engine(Ceiling.closed("ceiling.yaml: the file is empty"));

        assertThatThrownBy(() -> chaos.arm("x: test.commit crash ttl=3h"))
                .hasMessage("rule 'x': the ceiling is closed, so nothing may be armed until it is right; start the JVM"
                        + " again, or attach the agent with the right options: ceiling.yaml: the file is empty");
    }

    @Test
    void closedCeilingGivenAnew_armsUnderItWithItsSeedAndTheTrailSaysSo() {
        Chaos chaos = engine(Ceiling.closed("'alow' is no option"));
        chaos.reopen(Chaos.builder("global")
                .ceiling(Ceiling.closed("'allwo' is no option"))
                .seed(1));
        assertThatThrownBy(() -> chaos.arm("x: test.commit crash")).hasMessageContaining("'allwo' is no option");

        chaos.reopen(Chaos.builder("global")
                .ceiling(Ceiling.DEFAULT.allowing("crash"))
                .seed(42));

        assertThat(chaos.arm("x: test.commit crash").isArmed()).isTrue();
        assertThat(chaos.seed()).isEqualTo(chaos.journal().seed()).isEqualTo(42);
        assertThat(chaos.events())
                .extracting(ChaosEvent::kind, ChaosEvent::text)
                .contains(tuple(ChaosEvent.Kind.CEILING_GIVEN, "arming is permitted under the ceiling given now"));
    }

    @Test
    void ceilingInForce_cannotBeChanged() {
        Chaos chaos = engine(Ceiling.DEFAULT);

        assertThatThrownBy(() -> chaos.reopen(Chaos.builder("global")
                        .ceiling(Ceiling.DEFAULT.allowing("crash"))
                        .seed(42)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the ceiling of engine '" + chaos.name() + "' is in force and cannot be changed");
        assertThat(chaos.ceiling()).isEqualTo(Ceiling.DEFAULT);
        assertThat(chaos.seed()).isNotEqualTo(42);
    }

    @Test
    void killSwitchThrown_armsNothingUntilReset() {
        Chaos chaos = engine(Ceiling.DEFAULT);
        ArmedRule before = chaos.arm("x: test.commit lost-ack");
        chaos.killSwitch("players complain");

        assertThat(before.end()).isEqualTo(ArmedRule.End.KILLED);
        assertThatThrownBy(() -> chaos.arm("y: test.commit lost-ack phase=before"))
                .hasMessage("""
                        2 problems in rule 'y':
                          the kill switch was thrown (players complain), so nothing may be armed; reset it first
                          column 31  phase was before but must be after; lost-ack acts in no other phase""");

        chaos.reset();
        try (ArmedRule again = chaos.arm("x: test.commit lost-ack")) {
            assertThat(again.isArmed()).isTrue();
        }
    }

    @Test
    void idThatIsArmed_isRefused() {
        Chaos chaos = engine(Ceiling.DEFAULT);
        try (ArmedRule first = chaos.arm("x: test.commit lost-ack")) {
            assertThatThrownBy(() -> chaos.arm("x: test.commit latency 1ms"))
                    .hasMessage(
                            "rule 'x': column 1  id was 'x', which is armed already; disarm it first, or choose another"
                                    + " id");
            assertThat(chaos.rules()).containsExactly(first);
        }
        assertThat(chaos.check("x: test.commit latency 1ms")).isEmpty();
    }

    @Test
    void severalRules_areArmedAllOrNone() {
        Chaos chaos = engine(Ceiling.DEFAULT);
        FaultRule good = FaultRule.parse("a: test.commit lost-ack");
        FaultRule destructive = FaultRule.parse("b: test.commit crash");
        FaultRule sameId = FaultRule.parse("a: test.commit latency 1ms");

        assertThatThrownBy(() -> chaos.armAll(List.of(good, destructive, sameId)))
                .hasMessage("""
                        2 problems in 3 rules:
                          rules.b.fault was crash, which is destructive and not among what the ceiling allows (nothing); start the JVM with the agent option allow=crash or name it under allow: in the ceiling file
                          rules.a.id was 'a', which another of these rules has""");
        assertThat(chaos.rules()).isEmpty();
        assertThat(InjectionPoint.named("test.commit").isArmed()).isFalse();

        List<ArmedRule> armed = chaos.armAll(List.of(good, FaultRule.parse("b: test.commit latency 1ms")));
        assertThat(chaos.rules()).isEqualTo(armed).extracting(ArmedRule::id).containsExactly("a", "b");
        assertThat(chaos.disarmAll()).isEqualTo(2);
    }

    @Test
    void checking_armsNothingAndLeavesNoTrace() {
        Chaos chaos = engine(Ceiling.DEFAULT);

        assertThat(chaos.check("x: test.commit lost-ack")).isEmpty();
        assertThat(chaos.check("x: test.commit crash")).hasSize(1);
        assertThat(chaos.check(FaultRule.parse("x: test.commit lost-ack"))).isEmpty();

        assertThat(chaos.rules()).isEmpty();
        assertThat(chaos.events()).isEmpty();
    }

    @Test
    void refusal_standsInTheAuditTrail() {
        Chaos chaos = engine(Ceiling.DEFAULT);

        assertThatThrownBy(() -> chaos.arm("x: test.commit crash")).isInstanceOf(ChaosConfigurationException.class);

        assertThat(chaos.events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ChaosEvent.Kind.REFUSED);
            assertThat(event.rule()).isEqualTo("x");
            assertThat(event.text()).contains("fault was crash, which is destructive");
        });
    }

    @Test
    void allowOption_namesDestructiveFaultsOnly() {
        assertThat(Ceiling.DEFAULT.allowingOption("crash+hang+lying-test").allowedDestructive())
                .containsExactlyInAnyOrder("crash", "hang", "lying-test");
        assertThatThrownBy(() -> Ceiling.DEFAULT.allowingOption("crush+latency+"))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessageStartingWith(
                        "3 problems in option:\n  allow was 'crush', which no module provides; did you mean"
                                + " 'crash'?\n  allow was latency, which is not destructive and needs no permission; leave it out\n"
                                + "  allow was '', which no module provides; destructive faults are crash, ");
    }
}
