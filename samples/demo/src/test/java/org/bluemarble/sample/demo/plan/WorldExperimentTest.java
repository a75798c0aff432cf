package org.bluemarble.sample.demo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bluemarble.sample.demo.plan.WorldExperiment.Place;
import org.bluemarble.sample.demo.result.VerdictWord;
import org.bluemarble.sample.game.economy.ServerKind;
import org.junit.jupiter.api.Test;

final class WorldExperimentTest {
    @Test
    void correctServers_mustKeepEverything() {
        for (WorldExperiment experiment : WorldExperiment.values()) {
            assertThat(experiment.expected(ServerKind.CORRECT)).isEqualTo(VerdictWord.HOLDS);
            assertThat(experiment.fits(ServerKind.CORRECT)).isTrue();
        }
    }

    @Test
    void naiveServers_mustBreakUnderEverythingButLatency() {
        for (WorldExperiment experiment : WorldExperiment.values()) {
            if (experiment.fits(ServerKind.NAIVE)) {
                assertThat(experiment.expected(ServerKind.NAIVE))
                        .as(experiment.label())
                        .isEqualTo(experiment == WorldExperiment.LATENCY ? VerdictWord.HOLDS : VerdictWord.VIOLATED);
            }
        }
    }

    /** A message that was put aside is only late, until others have overtaken it. */
    @Test
    void onlyReorder_strikesWhenItsFaultIsDone() {
        for (WorldExperiment experiment : WorldExperiment.values()) {
            assertThat(experiment.strikesWhenDone())
                    .as(experiment.label())
                    .isEqualTo(experiment == WorldExperiment.REORDER);
        }
    }

    @Test
    void rulesOfOneShard_haveDifferentIds() {
        for (WorldExperiment experiment : WorldExperiment.values()) {
            for (Place place : Place.values()) {
                List<String> ids = experiment.rules(place, 1, 2).stream()
                        .map(rule -> rule.split(":")[0])
                        .toList();
                assertThat(ids).as(experiment.label()).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void oneWay_onlyEastIsMuted() {
        assertThat(WorldExperiment.ONE_WAY.rules(Place.WEST, 1, 2)).isEmpty();
        assertThat(WorldExperiment.ONE_WAY.rules(Place.EAST, 1, 2))
                .contains(
                        "mute-calls: netty.connection[remote-port=2] black-hole out ttl=5m",
                        "mute-answers: netty.connection[local-port=1] black-hole out ttl=5m");
    }

    @Test
    void plan_leavesOutTheStormOnNaiveServers() {
        List<WorldRun> runs =
                WorldRun.all(List.of(ServerKind.NAIVE, ServerKind.CORRECT), List.of(WorldExperiment.values()), 4, 3, 1);

        assertThat(runs)
                .hasSize(11)
                .noneMatch(run -> run.name().equals("naive-connection-storm"))
                .anyMatch(run -> run.name().equals("correct-connection-storm"));
    }
}
