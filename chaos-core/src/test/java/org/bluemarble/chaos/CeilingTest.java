package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the ceiling says of players, hours and dry runs; see {@link RulePermissionTest} for the rest. */
class CeilingTest {

    private final SteppedClock clock = new SteppedClock();
    private final InjectionPoint point = Chaos.point("ceiling-test.here");
    private Chaos chaos = Chaos.create("unused");

    private void under(Ceiling ceiling) {
        chaos = Chaos.builder("ceiling").clock(clock).ceiling(ceiling).build();
    }

    @AfterEach
    void end() {
        chaos.close();
    }

    @Test
    void morePlayersThanTheCeilings_areRefused_butRulesForFewAreNot() {
        under(Ceiling.DEFAULT.withHighestPlayers(50));

        assertThat(chaos.check("x: " + point + " exception players=51"))
                .extracting(Problem::toString)
                .containsExactly(
                        "column 40  players was 51 but must be at most 50, the ceiling's highest number of players");
        assertThat(chaos.check("x: " + point + " exception"))
                .extracting(Problem::toString)
                .containsExactly(
                        "column 1  players is missing but must be at most 50, the ceiling's highest number of players");
        assertThat(List.of("players=50", "limit=50", "players=50 limit=9999"))
                .allSatisfy(bounds -> assertThat(chaos.check("x: " + point + " exception " + bounds))
                        .as(bounds)
                        .isEmpty());
        assertThat(chaos.check("x: " + point + "[player=p1] exception")).isEmpty();
        assertThat(chaos.check("x: " + point + "[player!=p1] exception")).isNotEmpty();
    }

    @Test
    void largerShareOfThePlayersThanTheCeilings_isRefused() {
        under(Ceiling.DEFAULT.withHighestPlayerShare(Probability.ofPercent(5)));

        assertThat(chaos.check("x: " + point + " exception"))
                .extracting(Problem::toString)
                .containsExactly(
                        "column 1  cohort must select at most 5% of the players, the ceiling's highest share of"
                                + " them; give cohort=5%");
        assertThat(chaos.check("x: " + point + "[cohort=6%] exception")).hasSize(1);
        assertThat(chaos.check("x: " + point + "[cohort=5%/session] exception"))
                .as("of sessions, of which a player may have many")
                .hasSize(1);
        assertThat(chaos.check("x: " + point + "[cohort=5%] exception")).isEmpty();
        assertThat(chaos.check("x: " + point + "[player=p1] exception")).isEmpty();
    }

    @Test
    void outsideItsHours_nothingMayBeArmed() {
        clock.jumpTo(Instant.parse("2026-03-02T08:59:00Z"));
        under(Ceiling.DEFAULT.withHours(
                OpenHours.daily(LocalTime.of(9, 0), LocalTime.of(17, 0)).in(ZoneOffset.UTC)));

        assertThatThrownBy(() -> chaos.arm("x: " + point + " exception"))
                .hasMessage("rule 'x': the ceiling permits 09:00..17:00 Z alone, and now it is 2026-03-02T08:59:00Z;"
                        + " nothing may be armed until then");
        clock.jumpTo(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(chaos.arm("x: " + point + " exception").isArmed()).isTrue();
    }

    /** The time of day may jump out of the hours before anything has noticed. */
    @Test
    void timeOfDayJumpsOutOfTheHours_armedRuleDoesNothing() {
        clock.jumpTo(Instant.parse("2026-03-02T16:00:00Z"));
        under(Ceiling.DEFAULT.withHours(
                OpenHours.daily(LocalTime.of(9, 0), LocalTime.of(17, 0)).in(ZoneOffset.UTC)));
        ArmedRule rule = chaos.arm("x: " + point + " exception");
        assertThat(point.decide(TestCall.of(chaos))).isNotNull();

        clock.jumpTo(Instant.parse("2026-03-02T17:00:00Z"));

        assertThat(point.decide(TestCall.of(chaos))).isNull();
        assertThat(rule.counters())
                .extracting(RuleCounters::injected, RuleCounters::outsideHours)
                .containsExactly(1L, 1L);
    }

    @Test
    void hoursEnd_whatIsArmedIsDisarmed_thoughTheClockJumped() {
        clock.jumpTo(Instant.parse("2026-03-02T16:58:30Z"));
        under(Ceiling.DEFAULT.withHours(
                OpenHours.daily(LocalTime.of(9, 0), LocalTime.of(17, 0)).in(ZoneOffset.UTC)));
        ArmedRule rule = chaos.arm("x: " + point + " exception ttl=50m");
        clock.step(Duration.ofSeconds(30));
        clock.jumpTo(Instant.parse("2026-03-02T16:57:00Z"));
        clock.step(Duration.ofSeconds(60));
        clock.step(Duration.ofSeconds(60));
        assertThat(rule.isArmed()).as("16:59").isTrue();

        clock.step(Duration.ofSeconds(60));

        assertThat(rule.end()).isEqualTo(ArmedRule.End.EXPIRED);
        assertThat(chaos.events().get(chaos.events().size() - 1).actor()).isEqualTo("ceiling");
        assertThat(clock.scheduled()).isZero();
    }

    @Test
    void dryRunCeiling_everyRuleOnlyDecides() {
        under(Ceiling.DEFAULT.withDryRun(true));
        ArmedRule rule = chaos.arm("x: " + point + " exception limit=2");
        ArmedRule second = chaos.arm("y: " + point + " exception");

        for (int i = 0; i < 3; i++) {
            assertThat(point.decide(TestCall.of(chaos))).isNull();
        }

        assertThat(rule.isDryRun()).isTrue();
        assertThat(rule.counters())
                .extracting(
                        RuleCounters::triggered, RuleCounters::dryRun, RuleCounters::injected, RuleCounters::overLimit)
                .containsExactly(3L, 2L, 0L, 1L);
        assertThat(second.counters().dryRun())
                .as("a pretended fault takes no call from another")
                .isEqualTo(3);
        assertThat(chaos.journal().entriesOf("x"))
                .extracting(JournalEntry::call)
                .containsExactly(1L, 2L);
        assertThat(chaos.journal().entriesOf("x")).allMatch(entry -> entry.decision() == JournalEntry.Decision.DRY_RUN);
    }

    @Test
    void dryRunOfOneRule_leavesTheOthersAsTheyAre() {
        under(Ceiling.DEFAULT);
        ArmedRule pretended = chaos.arm("x: " + point + " exception concurrent=1 dry-run=true");
        ArmedRule real = chaos.arm("y: " + point + " exception");

        Injection injection = point.decide(TestCall.of(chaos));
        point.decide(TestCall.of(chaos));

        assertThat(injection).isNotNull();
        assertThat(injection.rule()).isEqualTo("y");
        assertThat(pretended.counters().dryRun())
                .as("none of them is ever under way")
                .isEqualTo(2);
        assertThat(real.counters().injected()).isEqualTo(2);
        assertThat(chaos.journal().entriesOf("y"))
                .allMatch(entry -> entry.decision() == JournalEntry.Decision.INJECTED);
    }

    @Test
    void closedCeiling_isClosedInEveryWay() {
        under(Ceiling.closed("no file"));

        assertThatThrownBy(() -> chaos.arm("x: " + point + " exception limit=1 ttl=1s dry-run=true"))
                .hasMessage("rule 'x': the ceiling is closed, so nothing may be armed until it is right; start the"
                        + " JVM again, or attach the agent with the right options: no file");
    }

    @Test
    void pressureAboveTheCeilingsCaps_isRefused_andTheViewsListThem() {
        Ceiling lowered = Ceiling.DEFAULT
                .allowing("threads", "disk")
                .withPressure(PressureCaps.NONE
                        .with("cpu", Probability.ofPercent(50))
                        .with("threads", 100L)
                        .with("disk", 512L));
        try (Chaos engine = Chaos.builder("lowered").ceiling(lowered).build()) {
            assertThat(engine.check("x: jvm.schedule cpu 60%"))
                    .extracting(Problem::toString)
                    .singleElement()
                    .asString()
                    .contains("cpu was 60% but must be at most 50%, the ceiling's cap");
            assertThat(engine.check("x: jvm.schedule threads count=101"))
                    .extracting(Problem::toString)
                    .singleElement()
                    .asString()
                    .contains("count was 101 but must be at most 100, the ceiling's cap");
            assertThat(engine.check("x: jvm.schedule disk /tmp"))
                    .extracting(Problem::toString)
                    .singleElement()
                    .asString()
                    .contains("size-mb is missing but must be at most 512, the ceiling's cap");
            for (String fine : List.of("cpu 50%", "threads 100", "disk /tmp size-mb=512", "gc 8192")) {
                assertThat(engine.check("x: jvm.schedule " + fine)).as(fine).isEmpty();
            }
            assertThat(new ManagementViews.CeilingView(lowered).getPressureCaps())
                    .containsExactly("cpu 50%", "disk 512", "threads 100");
            assertThat(RuleWords.ceiling(lowered, null)).contains(", pressure up to cpu 50%, disk 512, threads 100");
        }
    }

    @Test
    void capsThatAreNone_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PressureCaps.NONE.with("pause", 1L))
                .withMessageStartingWith("pressure.pause was 1 but must be a cap within the pressure's own");
        assertThatIllegalArgumentException().isThrownBy(() -> PressureCaps.NONE.with("threads", 5000L));
        assertThatIllegalArgumentException().isThrownBy(() -> PressureCaps.NONE.with("cpu", 1L));
    }

    @Test
    void noPlayers_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ceiling.DEFAULT.withHighestPlayers(0))
                .withMessage("highest players was 0 but must be at least 1");
    }
}
