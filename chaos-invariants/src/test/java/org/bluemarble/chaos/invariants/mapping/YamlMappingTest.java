package org.bluemarble.chaos.invariants.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.bluemarble.chaos.invariants.model.Invariant;
import org.junit.jupiter.api.Test;

class YamlMappingTest {

    private static final String WHOLE = """
            economy: my-game
            initial: { gold: 2_000, "*": 0 }
            mint: [MINT, LOOT]
            sink: FEE
            balances:
              - { table: wallet, holder: acct, amount: gold, resource: { value: gold }, minimum: credit }
              - { table: stack, holder: holder, amount: qty, resource: tmpl, minimum: 1 }
            items:
              - { table: item, id: id, place: [loc_kind, loc_id], where: { state: ON, flags: [a, null], kind: { not: x } } }
            items-before: { table: item_before, id: id }
            operations: { table: op, id: op_id, kind: kind, result: result }
            ledger: { table: game.ledger, operation: op_id, holder: holder, delta: delta, resource: res, item: item_id, leg: no }
            trades: { table: trade, operation: op_id, legs: 4, state: state, done: [DONE, CLOSED], kinds: trade }
            facts: { kinds: [trade, gift] }
            check: [I1, I9]
            """;

    @Test
    void wholeMapping_saysTheSameInYamlAndInJava() {
        EconomyMapping yaml = EconomyMapping.parse(WHOLE, "economy.yaml");
        EconomyMapping java = EconomyMapping.builder("my-game")
                .initial("gold", 2_000)
                .initial(EconomyMapping.ANY_RESOURCE, BigDecimal.ZERO)
                .mint("MINT", "LOOT")
                .sink("FEE")
                .balances(BalanceTable.of("wallet", "acct", "gold", Term.text("gold"))
                        .withMinimum(Term.column("credit")))
                .balances(BalanceTable.of("stack", "holder", "qty", Term.column("tmpl"))
                        .withMinimum(Term.number(1)))
                .items(ItemTable.of("item", "id", "loc_kind", "loc_id")
                        .where(
                                Condition.in("state", "ON"),
                                new Condition("flags", Set.of("a"), true, false),
                                Condition.notIn("kind", "x")))
                .itemsBefore(ItemTable.of("item_before", "id"))
                .operations(OperationTable.of("op", "op_id").kind("kind").result("result"))
                .ledger(LedgerTable.of("game.ledger", "op_id", "holder", "delta", Term.column("res"))
                        .item("item_id")
                        .leg("no"))
                .trades(TradeTable.of("trade", "op_id", Term.number(4))
                        .state("state", "DONE", "CLOSED")
                        .kinds("trade"))
                .factKinds("trade", "gift")
                .check(Invariant.I1, Invariant.I9)
                .build();

        assertThat(yaml).usingRecursiveComparison().ignoringFields("lines").isEqualTo(java);
        assertThat(yaml.lineOf("balances[1].minimum")).hasValue(7);
        assertThat(java.lineOf("balances[1].minimum")).isEmpty();
    }

    @Test
    void everythingThatIsWrong_isSaidAtOnceWithItsLine() {
        String yaml = """
                economy: my-game
                initial: { gold: lots }
                balanzes: []
                balances:
                  - { table: wallet, amount: gold, resource: { value: gold, column: x } }
                items: item
                operations: { table: [op], id: op_id }
                ledger:
                  table: ledger
                  operation: op_id
                  holdr: holder
                  delta: delta
                trades: { table: trade, operation: op_id, legs: 4, state: state }
                closed: maybe
                check: [I7]
                check: [I1]
                """;

        assertThatThrownBy(() -> EconomyMapping.parse(yaml, "economy.yaml"))
                .isInstanceOf(MappingException.class)
                .hasMessage("""
                        13 problems in economy.yaml:
                        line 2    initial.gold was 'lots' but must be a number
                        line 3    balanzes is unknown; did you mean 'balances'?
                        line 5    balances[0].holder is missing but must name a column
                        line 5    balances[0].resource must hold either 'column' or 'value'
                        line 6    items was 'item' at position 0 but must be a list of mappings
                        line 7    operations.table was a list but must be a single value
                        line 9    ledger.holder is missing but must name a column
                        line 9    ledger.resource is missing but must be a column, or '{ value: gold }' for the whole table
                        line 11   ledger.holdr is unknown; did you mean 'holder'?
                        line 13   trades.done is missing but must stand beside 'state'; together they say which trades have all of their legs
                        line 14   closed was 'maybe' but must be true or false
                        line 15   check was 'I7' but must be one of I1, I2, I3, I5, I6, I8, I9, I10, I11
                        line 16   check stands twice but must stand once""".stripIndent());
    }

    @Test
    void contradictions_areRefused() {
        String yaml = """
                closed: true
                mint: MINT
                sink: [MINT]
                operations: { table: op, id: op_id }
                ledger: { table: ledger, operation: op_id, holder: holder, delta: delta, resource: 7 }
                trades: { table: trade, operation: op_id, legs: { value: four }, kinds: [trade] }
                check: [I1, I5]
                """;

        assertThatThrownBy(() -> EconomyMapping.parse(yaml, "economy.yaml"))
                .isInstanceOf(MappingException.class)
                .hasMessage("""
                        7 problems in economy.yaml:
                        line 1    closed was true but must be left out where a ledger is mapped; the ledger tells what was minted and sunk
                        line 3    sink was 'MINT', which is a mint; a holder must be one of them
                        line 5    ledger.resource was a number but must be a column or a text
                        line 6    trades.kinds was given but must come with operations.kind, the column that says which operations are trades
                        line 6    trades.legs was a text but must be a column or a number
                        line 7    check was I1 but must be one this mapping supports; no balances are mapped
                        line 7    check was I5 but must be one this mapping supports; no items are mapped""");
    }

    @Test
    void builderContradictions_areRefusedToo() {
        assertThatThrownBy(() -> EconomyMapping.builder("empty").build())
                .isInstanceOf(MappingException.class)
                .hasMessage("1 problem in empty:\nmaps nothing but must map balances, items, operations or a ledger");
        assertThatThrownBy(() -> TradeTable.of("trade", "op", Term.number(4)).state("state"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Condition.in("state")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textThatIsNoMapping_isRefusedInOneSentence() {
        assertProblem(
                "",
                "1 problem in economy.yaml:\nline 1    was empty but must be a mapping that begins, for example,"
                        + " with 'economy: my-game'");
        assertProblem(
                "- a",
                "1 problem in economy.yaml:\nline 1    was not a mapping but must be a mapping that begins,"
                        + " for example, with 'economy: my-game'");
        assertProblem(
                "a: [",
                "1 problem in economy.yaml:\nline 1    is not YAML: expected the node content, but found"
                        + " '<stream end>'");
    }

    @Test
    void objectTagsAndEndlessAliases_constructNothing() {
        assertThatThrownBy(() -> EconomyMapping.parse("economy: !!java.io.File [/tmp/x]", "economy.yaml"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("line 1    is not YAML: Global tag is not allowed");
        assertThatThrownBy(() -> EconomyMapping.parse("balances: &a [*a]", "economy.yaml"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("balances was a list at position 0 but must be a list of mappings");
    }

    @Test
    void schemaThatSupportsLittle_listsWhatItCannotSupport() {
        EconomyMapping mapping = EconomyMapping.parse(
                "balances: { table: wallet, holder: acct, amount: gold, resource: { value: gold } }", "economy.yaml");

        assertThat(mapping.unsupported())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Invariant.I1, "no initial amounts are given",
                        Invariant.I3, "no ledger is mapped",
                        Invariant.I5, "no items are mapped",
                        Invariant.I6, "no items are mapped",
                        Invariant.I8, "no trades are mapped",
                        Invariant.I9, "no ledger is mapped",
                        Invariant.I10, "neither operations nor a ledger is mapped, so no operation leaves a trace",
                        Invariant.I11, "neither operations nor a ledger is mapped, so no operation leaves a trace"));
        assertThat(mapping.check()).isEqualTo(EnumSet.allOf(Invariant.class));
        assertThat(mapping.name()).isEqualTo("economy.yaml");
    }

    @Test
    void anyDamagedText_isReadOrRefusedAndNeverBreaksTheReader() {
        SplittableRandom random = new SplittableRandom(20261121);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            String damaged = damage(WHOLE, random);
            try {
                assertThat(EconomyMapping.parse(damaged, "economy.yaml").check())
                        .isNotEmpty();
            } catch (MappingException problem) {
                assertThat(problem.problems()).as(damaged).isNotEmpty();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    private static String damage(String text, SplittableRandom random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + random.nextInt(1, 8));
            switch (random.nextInt(3)) {
                case 0 -> damaged.delete(at, end);
                case 1 -> damaged.insert(at, "{}[]:,&*!-~ \n\u0000x1".charAt(random.nextInt(16)));
                default -> damaged.insert(at, damaged.substring(at, end));
            }
        }
        return damaged.toString();
    }

    private static void assertProblem(String yaml, String message) {
        assertThatThrownBy(() -> EconomyMapping.parse(yaml, "economy.yaml"))
                .isInstanceOf(MappingException.class)
                .hasMessage(message);
    }
}
