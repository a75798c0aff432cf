package org.bluemarble.chaos.invariants.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LedgerAlgebraTest {

    private static final Holder MINT = new Holder.Mint("MINT");

    @RepeatedTest(50)
    void totals_formACommutativeGroup(RepetitionInfo round) {
        SplittableRandom random = new SplittableRandom(round.getCurrentRepetition());
        Totals<String> a = totals(random);
        Totals<String> b = totals(random);
        Totals<String> c = totals(random);

        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(Totals.zero())).isEqualTo(a);
        assertThat(a.plus(a.negated()).isZero()).isTrue();
        assertThat(a.plus(b).negated()).isEqualTo(a.negated().plus(b.negated()));
    }

    @RepeatedTest(50)
    void anyOrderAndAnyWorldOfBalancedOperations_keepsTheSum(RepetitionInfo round) {
        SplittableRandom random = new SplittableRandom(round.getCurrentRepetition());
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            operations.add(transfer("op-" + i, random));
        }
        Totals<Resource> inOrder = sumOf(operations);

        // A world: each operation in doubt took effect or did not; and they took effect in any order.
        operations.removeIf(operation -> random.nextBoolean());
        Collections.shuffle(operations, new Random(round.getCurrentRepetition()));

        assertThat(operations).allMatch(Operation::isBalanced);
        assertThat(inOrder.isZero()).isTrue();
        assertThat(sumOf(operations).isZero()).isTrue();
    }

    @RepeatedTest(50)
    void operationWithOneLegLost_isNeverBalanced(RepetitionInfo round) {
        SplittableRandom random = new SplittableRandom(round.getCurrentRepetition());
        Operation whole = transfer("op", random);
        List<Leg> legs = new ArrayList<>(whole.legs());
        Leg lost = legs.remove(random.nextInt(legs.size()));
        Operation half = new Operation("op", "gift", "p0", legs);

        assertThat(half.isBalanced()).isFalse();
        assertThat(half.imbalance().of(lost.resource())).isEqualTo(lost.delta().negate());
    }

    @Test
    void equalAmountsOfDifferentScale_areEqualLegs() {
        Resource gold = new Resource.Fungible("gold");

        assertThat(new Leg(gold, MINT, new BigDecimal("100.00"))).isEqualTo(Leg.of(gold, MINT, 100));
        assertThat(new Leg(gold, MINT, new BigDecimal("0.00"))).isEqualTo(Leg.of(gold, MINT, 0));
    }

    @Test
    void appliedLegs_areToldInWords() {
        Resource gold = new Resource.Fungible("gold");
        Leg debit = Leg.of(gold, new Holder.Account("P"), -1_000_000);
        Leg credit = Leg.of(gold, new Holder.Account("Q"), 1_000_000);
        Leg sword = Leg.of(new Resource.UniqueItem("sword-7"), new Holder.Account("P"), 1);

        assertThat(story(Map.of(debit, 1L)))
                .isEqualTo("op t1 applied legs {debit P 1,000,000 gold}, missing {credit 1,000,000 gold}");
        assertThat(story(ordered(debit, 1, credit, 2)))
                .isEqualTo("op t1 applied legs {credit Q 1,000,000 gold} twice but {debit P 1,000,000 gold} once,"
                        + " missing {debit 1,000,000 gold}");
        assertThat(story(ordered(debit, 3, credit, 3)))
                .isEqualTo("op t1 applied legs {debit P 1,000,000 gold, credit Q 1,000,000 gold} 3 times");
        assertThat(story(Map.of(sword, 1L)))
                .isEqualTo("op t1 applied legs {credit P item sword-7}, missing {debit 1 item sword-7}");
        assertThat(story(Map.of())).isEqualTo("op t1 applied no legs");
    }

    @Test
    void amounts_areGroupedWhateverTheirSize() {
        BigDecimal beyond64Bits = new BigDecimal(BigInteger.TWO.pow(64));

        assertThat(Amounts.plain(beyond64Bits)).isEqualTo("18,446,744,073,709,551,616");
        assertThat(Amounts.signed(new BigDecimal("-1234.50"))).isEqualTo("-1,234.5");
        assertThat(Amounts.signed(BigDecimal.valueOf(999))).isEqualTo("+999");
        assertThat(Amounts.signed(new BigDecimal("0.00"))).isEqualTo("0");
    }

    @Test
    void everyOutcome_leavesTheWorldsItShould() {
        assertThat(worlds(new Outcome.Acknowledged())).containsExactly(1L);
        assertThat(worlds(new Outcome.Refused())).containsExactly(0L);
        assertThat(worlds(new Outcome.InDoubt(true))).containsExactly(0L, 1L);
        assertThat(worlds(new Outcome.InDoubt(false))).containsExactly(0L, 1L);
        assertThat(Outcome.class.getPermittedSubclasses()).hasSize(3);
    }

    private static List<Long> worlds(Outcome outcome) {
        return List.of(0L, 1L, 2L, 3L).stream().filter(outcome::allows).toList();
    }

    private static String story(Map<Leg, Long> times) {
        return new AppliedLegs("t1", times).toString();
    }

    private static Map<Leg, Long> ordered(Leg first, long times, Leg second, long more) {
        Map<Leg, Long> legs = new LinkedHashMap<>();
        legs.put(first, times);
        legs.put(second, more);
        return legs;
    }

    private static Totals<Resource> sumOf(List<Operation> operations) {
        return operations.stream().map(Operation::imbalance).reduce(Totals.zero(), Totals::plus);
    }

    private static Totals<String> totals(SplittableRandom random) {
        Totals<String> totals = Totals.zero();
        for (int i = random.nextInt(6); i > 0; i--) {
            totals = totals.plus("r" + random.nextInt(4), BigDecimal.valueOf(random.nextLong(), random.nextInt(3)));
        }
        return totals;
    }

    private static Operation transfer(String id, SplittableRandom random) {
        List<Leg> legs = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            Resource resource = random.nextBoolean()
                    ? new Resource.Fungible("r" + random.nextInt(3))
                    : new Resource.UniqueItem("i" + random.nextInt(3));
            BigDecimal amount = BigDecimal.valueOf(random.nextLong(1, Long.MAX_VALUE));
            legs.add(new Leg(resource, MINT, amount.negate()));
            legs.add(new Leg(resource, new Holder.Account("p" + random.nextInt(5)), amount));
        }
        return new Operation(id, "gift", "p0", legs);
    }
}
