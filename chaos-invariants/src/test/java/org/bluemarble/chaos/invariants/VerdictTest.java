package org.bluemarble.chaos.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bluemarble.chaos.invariants.model.Invariant;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Violation DOUBLED =
            new Violation(Invariant.I9, 3, List.of(new Witness("t1", "op t1 applied \"it\"\ttwice")));
    private static final Verdict HOLDS = Verdict.holds();
    private static final Verdict UNKNOWN = Verdict.unknown("no ledger is mapped");
    private static final Verdict VIOLATED = new Verdict.Violated(List.of(DOUBLED));

    @Test
    void severalVerdicts_theWorstCounts() {
        assertThat(HOLDS.and(HOLDS)).isEqualTo(HOLDS);
        assertThat(HOLDS.and(UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(UNKNOWN.and(HOLDS)).isEqualTo(UNKNOWN);
        assertThat(UNKNOWN.and(VIOLATED)).isEqualTo(VIOLATED);
        assertThat(VIOLATED.and(UNKNOWN)).isEqualTo(VIOLATED);
        assertThat(VIOLATED.and(HOLDS)).isEqualTo(VIOLATED);
    }

    @Test
    void equalVerdicts_areJoined() {
        assertThat(UNKNOWN.and(Verdict.unknown("other")))
                .isEqualTo(new Verdict.Unknown(List.of("no ledger is mapped", "other")));
        assertThat(VIOLATED.and(VIOLATED)).isEqualTo(new Verdict.Violated(List.of(DOUBLED, DOUBLED)));
    }

    @Test
    void report_readsAsTextAndAsRecords() {
        Report report = new Report(
                "my-game",
                List.of(
                        new Finding(Invariant.I1, HOLDS),
                        new Finding(Invariant.I5, Verdict.unknown("no items are mapped")),
                        new Finding(Invariant.I9, VIOLATED)),
                new OutcomeTally(1200, 3, 2, 1, 0),
                List.of("facts.jsonl line 7 was cut short"));

        assertThat(report.toText()).isEqualTo("""
                        my-game: violated
                          holds     I1   gold and every other fungible is conserved
                          unknown   I5   every item is in one place
                                         no items are mapped
                          violated  I9   every operation is applied at most once
                                         op t1 applied "it"\ttwice
                                         and 2 more
                          facts: 1,200 acknowledged, 3 refused, 3 in doubt (2 took effect, 1 did not, 0 may still)
                          remark: facts.jsonl line 7 was cut short
                        """);
        assertThat(report.violationRecords())
                .extracting(ViolationRecord::toJson)
                .containsExactly(
                        "{\"invariant\":\"I9\",\"count\":3,\"witness\":\"op t1 applied \\\"it\\\"\\u0009twice\"}");
    }

    @Test
    void invariantThatWasNotAskedFor_isUnknown() {
        Report report = new Report("my-game", List.of(), OutcomeTally.none(), List.of());

        assertThat(report.verdict(Invariant.I3)).isEqualTo(Verdict.unknown("I3 was not checked"));
    }

    @Test
    void violationWithoutWitness_cannotBeMade() {
        assertThatThrownBy(() -> new Violation(Invariant.I9, 3, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("witnesses were 0 but must be between 1 and the count, which is 3");
    }
}
