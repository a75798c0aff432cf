package org.bluemarble.chaos.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactOutcome;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.bluemarble.chaos.invariants.model.Outcome;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/**
 * The rule itself: the checker says violated if and only if no possible world explains the state. The worlds are tried one by
 * one, on small histories in which each leg stands in the ledger never, once or twice whatever the client was told.
 */
class PossibleWorldsTest {

    private static final int ROUNDS = 300;

    @Test
    void violated_exactlyIfNoPossibleWorldExplainsTheState() throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:worlds;DB_CLOSE_DELAY=-1", "sa", "");
        ReferenceDatabase database = new ReferenceDatabase(pool);
        database.create();
        int explained = 0;
        for (int seed = 1; seed <= ROUNDS; seed++) {
            List<Gift> gifts = gifts(new SplittableRandom(seed));
            load(database, gifts);

            Report report = check(pool, gifts);

            boolean hasWorld = gifts.stream().allMatch(Gift::hasWorld);
            assertThat(report.verdict().word())
                    .as("seed %s, %s%n%s", seed, gifts, report.toText())
                    .isEqualTo(hasWorld ? "holds" : "violated");
            explained += hasWorld ? 1 : 0;
        }
        // Neither side of the rule may be tested by a handful of rounds only.
        assertThat(explained).isBetween(ROUNDS / 6, ROUNDS * 5 / 6);
        pool.dispose();
    }

    /** One gift of p0 to p1: how often its two legs are applied, and what its client was told. */
    private record Gift(String id, long amount, int debits, int credits, List<FactOutcome> told) {

        boolean hasWorld() {
            return LongStream.of(0, 1)
                    .anyMatch(times -> debits == times
                            && credits == times
                            && outcomes().stream().allMatch(outcome -> outcome.allows(times)));
        }

        private List<Outcome> outcomes() {
            List<Outcome> outcomes = new ArrayList<>(List.of(new Outcome.InDoubt(false)));
            told.forEach(answer -> {
                if (answer == FactOutcome.OK) {
                    outcomes.add(new Outcome.Acknowledged());
                } else if (answer == FactOutcome.FAIL) {
                    outcomes.add(new Outcome.Refused());
                }
            });
            return outcomes;
        }
    }

    private static List<Gift> gifts(SplittableRandom random) {
        List<Gift> gifts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean whole = random.nextInt(100) < 90;
            int debits = random.nextInt(100) < 93 ? random.nextInt(2) : 2;
            int credits = whole ? debits : random.nextInt(3);
            List<FactOutcome> told = new ArrayList<>(List.of(FactOutcome.INVOKE));
            int dice = random.nextInt(100);
            if (dice < 12) {
                told.add(debits == 1 ? FactOutcome.OK : FactOutcome.FAIL);
            } else if (dice < 18) {
                told.add(FactOutcome.values()[1 + random.nextInt(2)]);
            } else if (dice < 60) {
                told.add(FactOutcome.GAVE_UP);
            }
            gifts.add(new Gift("gift-" + i, 1L << (2 * i), debits, credits, told));
        }
        return gifts;
    }

    private static void load(ReferenceDatabase database, List<Gift> gifts) throws SQLException {
        List<String> statements = new ArrayList<>(List.of(
                "delete from wallet",
                "delete from op",
                "delete from ledger",
                "insert into wallet values ('p0', 1000)",
                "insert into wallet values ('p1', 1000)"));
        for (Gift gift : gifts) {
            if (gift.debits > 0 || gift.credits > 0) {
                statements.add("insert into op values ('" + gift.id + "', 'gift', null)");
            }
            for (int i = 0; i < gift.debits; i++) {
                statements.add(
                        "insert into ledger values (1, '" + gift.id + "', 'gold', 'p0', -" + gift.amount + ", null)");
                statements.add("update wallet set gold = gold - " + gift.amount + " where acct = 'p0'");
            }
            for (int i = 0; i < gift.credits; i++) {
                statements.add(
                        "insert into ledger values (1, '" + gift.id + "', 'gold', 'p1', " + gift.amount + ", null)");
                statements.add("update wallet set gold = gold + " + gift.amount + " where acct = 'p1'");
            }
        }
        database.execute(statements.toArray(String[]::new));
    }

    private static Report check(DataSource source, List<Gift> gifts) throws Exception {
        List<Fact> facts = new ArrayList<>();
        for (Gift gift : gifts) {
            gift.told.forEach(told -> facts.add(new Fact(Instant.EPOCH, gift.id, "gift", told, "p0", Map.of())));
        }
        return EconomyChecker.of(ReferenceDatabase.mapping(2_000)).check(source, FactSource.of(facts), Sessions.ENDED);
    }
}
