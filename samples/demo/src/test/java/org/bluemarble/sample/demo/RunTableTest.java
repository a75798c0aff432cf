package org.bluemarble.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bluemarble.sample.demo.result.MadeUpRuns;
import org.junit.jupiter.api.Test;

class RunTableTest {
    @Test
    void violatedRun_namesTheInvariantsInOneLine() {
        assertThat(RunTable.line(MadeUpRuns.lostAckOnNaive()))
                .isEqualTo("naive    lost-ack        198 trades acknowledged  3 injections  0 deaths  violated: I1 x1,"
                        + " I9 x3");
    }

    @Test
    void runThatIsNotAsExpected_saysWhyBelow() {
        assertThat(RunTable.line(MadeUpRuns.crashOnNaive()))
                .isEqualTo("naive    crash-after     131 trades acknowledged  1 injection   1 death   holds\n"
                        + "  not as expected: verdict was holds but must be violated; \"<b>\" & so on");
    }

    @Test
    void table_alignsItsColumns() {
        assertThat(RunTable.table(List.of(MadeUpRuns.lostAckOnNaive(), MadeUpRuns.crashOnNaive())))
                .isEqualTo("""
                        server  fault        acknowledged  in doubt  injections  JVM deaths  DB deaths  verdict   expected      violations
                        naive   lost-ack              198         0           3           0          0  violated  as expected   I1 x1, I9 x3
                        naive   crash-after           131         2           1           1          0  holds     NOT EXPECTED""");
    }
}
