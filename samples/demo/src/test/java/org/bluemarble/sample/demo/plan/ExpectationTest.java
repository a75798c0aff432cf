package org.bluemarble.sample.demo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bluemarble.sample.demo.result.FoundViolation;
import org.bluemarble.sample.demo.result.VerdictWord;
import org.bluemarble.sample.game.economy.ServerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectationTest {
    private static final FoundViolation DOUBLED = new FoundViolation("I9", "at most once", 1, List.of("twice"));
    private static final FoundViolation GONE =
            new FoundViolation("I10", "what was acknowledged is there", 1, List.of("gone"));

    @ParameterizedTest
    @CsvSource({
        "LOST_REQUEST,  holds,    holds",
        "LOST_ACK,      violated, holds",
        "LATE_COMMIT,   violated, holds",
        "CRASH_BEFORE,  violated, holds",
        "CRASH_DURING,  violated, holds",
        "CRASH_AFTER,   violated, holds",
        "POSTGRES_KILL, violated, holds",
        "LYING_COMMIT,  violated, violated"
    })
    void fault_isExpectedToBreakTheseServers(DemoFault fault, String naive, String correct) {
        assertThat(fault.expectation(ServerKind.NAIVE).verdict().word()).isEqualTo(naive);
        assertThat(fault.expectation(ServerKind.CORRECT).verdict().word()).isEqualTo(correct);
    }

    @Test
    void lyingCommitOnCorrectServer_mustNameGoneTrades() {
        Expectation expectation = DemoFault.LYING_COMMIT.expectation(ServerKind.CORRECT);

        assertThat(expectation.shortcoming(VerdictWord.VIOLATED, List.of(GONE))).isEmpty();
        assertThat(expectation.shortcoming(VerdictWord.VIOLATED, List.of(DOUBLED)))
                .contains("violations were [I9] but must include I10");
    }

    @Test
    void killThatMetNoCommitOfNaiveServer_isUnknownAndAccepted() {
        Expectation expectation = DemoFault.POSTGRES_KILL.expectation(ServerKind.NAIVE);

        assertThat(expectation.shown(VerdictWord.HOLDS)).isEqualTo(VerdictWord.UNKNOWN);
        assertThat(expectation.expected(VerdictWord.UNKNOWN)).isEqualTo(VerdictWord.UNKNOWN);
        assertThat(expectation.shortcoming(VerdictWord.UNKNOWN, List.of())).isEmpty();
        assertThat(expectation.shown(VerdictWord.VIOLATED)).isEqualTo(VerdictWord.VIOLATED);
        assertThat(expectation.shortcoming(VerdictWord.VIOLATED, List.of(DOUBLED)))
                .isEmpty();
    }

    @Test
    void killOfCorrectServersDatabase_mustHold() {
        Expectation expectation = DemoFault.POSTGRES_KILL.expectation(ServerKind.CORRECT);

        assertThat(expectation.shown(VerdictWord.HOLDS)).isEqualTo(VerdictWord.HOLDS);
        assertThat(expectation.shortcoming(VerdictWord.UNKNOWN, List.of()))
                .contains("verdict was unknown but must be holds");
        assertThat(expectation.shortcoming(VerdictWord.VIOLATED, List.of(DOUBLED)))
                .contains("verdict was violated but must be holds");
    }

    @Test
    void unknownWhereOneVerdictIsCertain_isNotAccepted() {
        Expectation expectation = DemoFault.LOST_ACK.expectation(ServerKind.NAIVE);

        assertThat(expectation.shown(VerdictWord.HOLDS)).isEqualTo(VerdictWord.HOLDS);
        assertThat(expectation.shortcoming(VerdictWord.UNKNOWN, List.of()))
                .contains("verdict was unknown but must be violated");
    }

    @ParameterizedTest
    @EnumSource(DemoFault.class)
    void everyFault_eitherArmsARuleOrKillsTheDatabase(DemoFault fault) {
        assertThat(fault.rule(ServerKind.NAIVE, 1).isPresent()).isNotEqualTo(fault.killsDatabase());
    }

    @Test
    void crashBetweenTheTransactions_isAimedAtTheFirstCommit() {
        assertThat(DemoFault.CRASH_AFTER.rule(ServerKind.NAIVE, 1))
                .contains("crash-after-1: jdbc.commit[table=trade] crash phase=after status=86 nth=3 limit=1 ttl=1m");
        assertThat(DemoFault.CRASH_BEFORE.rule(ServerKind.NAIVE, 1))
                .contains("crash-before-1: jdbc.commit[table=op] crash phase=before status=86 nth=3 limit=1 ttl=1m");
        assertThat(DemoFault.CRASH_BEFORE.rule(ServerKind.CORRECT, 2))
                .contains("crash-before-2: jdbc.commit[table=trade] crash phase=before status=86 nth=3 limit=1 ttl=1m");
    }

    @Test
    void plan_isServerByServer_withASeedOfItsOwnForEachRun() {
        List<PlannedRun> runs = PlannedRun.all(
                List.of(ServerKind.NAIVE, ServerKind.CORRECT),
                Arrays.asList(DemoFault.values()),
                Duration.ofSeconds(5),
                16,
                3);

        assertThat(runs).hasSize(16);
        assertThat(runs.subList(0, 8)).extracting(PlannedRun::server).containsOnly(ServerKind.NAIVE);
        assertThat(runs).extracting(PlannedRun::seed).doesNotHaveDuplicates();
        assertThat(PlannedRun.all(List.of(ServerKind.NAIVE), List.of(DemoFault.LOST_ACK), Duration.ofSeconds(5), 16, 3))
                .containsExactly(runs.get(1));
    }
}
