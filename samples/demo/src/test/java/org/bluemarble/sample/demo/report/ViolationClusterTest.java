package org.bluemarble.sample.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bluemarble.sample.demo.result.MadeUpRuns;
import org.bluemarble.sample.demo.result.Mark;
import org.bluemarble.sample.demo.result.Timeline;
import org.junit.jupiter.api.Test;

class ViolationClusterTest {
    @Test
    void violationsOfOneInstant_areOneCluster_namingEachInvariantOnce() {
        List<ViolationCluster> clusters =
                ViolationCluster.of(timeline(at(1000, "I10"), at(1050, "I9"), at(1000, "I3"), at(1060, "I9")), 0.1);

        assertThat(clusters).hasSize(1);
        assertThat(clusters.get(0).seconds()).isEqualTo(1.0);
        assertThat(clusters.get(0).label()).isEqualTo("I3 I9 I10");
        assertThat(clusters.get(0).words()).hasLineCount(4).contains("I9: seen at 1060");
    }

    @Test
    void violationsFarApart_areTheirOwnClusters() {
        assertThat(ViolationCluster.of(timeline(at(2000, "I9"), at(1000, "I9")), 0.1))
                .extracting(ViolationCluster::seconds)
                .containsExactly(1.0, 2.0);
    }

    private static Mark at(long millis, String invariant) {
        return new Mark.Violated(MadeUpRuns.START.plusMillis(millis), invariant, "seen at " + millis);
    }

    private static Timeline timeline(Mark... marks) {
        return new Timeline(
                MadeUpRuns.START,
                MadeUpRuns.START.plusSeconds(5),
                MadeUpRuns.START.plusSeconds(6),
                List.of(),
                List.of(marks));
    }
}
