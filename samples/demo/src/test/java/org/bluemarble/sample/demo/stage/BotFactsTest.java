package org.bluemarble.sample.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactOutcome;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.junit.jupiter.api.Test;

class BotFactsTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void tradeOfTwoPlayers_isCountedOnce_whenItsFirstPlayerWasTold() throws IOException {
        BotFacts facts = facts(
                fact(0, "t1", FactOutcome.INVOKE, "p1"),
                fact(1, "t1", FactOutcome.INVOKE, "p2"),
                fact(5, "t1", FactOutcome.OK, "p2"),
                fact(6, "t1", FactOutcome.OK, "p1"));

        assertThat(facts.acknowledgements()).containsExactly(START.plusSeconds(5));
        assertThat(facts.inDoubt()).isZero();
    }

    @Test
    void tradeNobodyWasToldOf_isInDoubt() throws IOException {
        BotFacts facts = facts(
                fact(0, "t1", FactOutcome.INVOKE, "p1"),
                fact(3, "t1", FactOutcome.GAVE_UP, "p1"),
                fact(4, "t2", FactOutcome.INVOKE, "p1"),
                fact(5, "t2", FactOutcome.FAIL, "p1"),
                fact(6, "t3", FactOutcome.INVOKE, "p1"),
                fact(7, "t3", FactOutcome.GAVE_UP, "p1"),
                fact(8, "t3", FactOutcome.OK, "p2"));

        assertThat(facts.inDoubt()).isEqualTo(1);
        assertThat(facts.acknowledgements()).hasSize(1);
        assertThat(facts.timeOf("t1")).contains(START.plusSeconds(3));
        assertThat(facts.timeOf("t3")).contains(START.plusSeconds(8));
        assertThat(facts.timeOf("p1.4")).isEmpty();
    }

    private static BotFacts facts(Fact... facts) throws IOException {
        return BotFacts.read(FactSource.of(List.of(facts)));
    }

    private static Fact fact(long second, String op, FactOutcome outcome, String actor) {
        return new Fact(START.plusSeconds(second), op, "trade", outcome, actor, Map.of());
    }
}
