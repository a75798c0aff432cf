package org.bluemarble.chaos.invariants;

import static org.bluemarble.chaos.invariants.model.Amounts.plain;
import static org.bluemarble.chaos.invariants.model.Amounts.signed;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bluemarble.chaos.invariants.mapping.BalanceTable;
import org.bluemarble.chaos.invariants.mapping.EconomyMapping;
import org.bluemarble.chaos.invariants.mapping.Term;
import org.bluemarble.chaos.invariants.model.AppliedLegs;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * I1: what the accounts hold is what they began with, plus what was minted, minus what was sunk.
 *
 * <p>Needs no knowledge of operations in doubt: each sums to zero, so both of their worlds give the same sum. The sums are
 * made by the database in types that cannot overflow, and both sides come from one statement.
 */
final class ConservationCheck implements SnapshotCheck {

    private static final int MOST_STORIES = 3;

    @Override
    public Invariant invariant() {
        return Invariant.I1;
    }

    @Override
    public Verdict judge(Snapshot snapshot, BoundEconomy economy, int mostWitnesses) throws SQLException {
        Map<String, Sums> sums = new TreeMap<>();
        // A resource of which not a single row is left must be missed as well.
        economy.mapping().initial().keySet().stream()
                .filter(resource -> !resource.equals(EconomyMapping.ANY_RESOURCE))
                .forEach(resource -> sums.put(resource, Sums.NONE));
        snapshot.query(sumsByResource(economy), row -> sums.put(String.valueOf(row.getString(1)), Sums.of(row)));
        Breaches breaches = new Breaches(invariant(), mostWitnesses);
        Verdict verdict = Verdict.holds();
        for (Map.Entry<String, Sums> entry : sums.entrySet()) {
            verdict = verdict.and(judge(snapshot, economy, entry.getKey(), entry.getValue(), breaches));
        }
        return verdict.and(breaches.verdict());
    }

    private static Sql sumsByResource(BoundEconomy economy) {
        List<Sql> parts = new ArrayList<>();
        for (Bound<BalanceTable> balance : economy.balances()) {
            parts.add(Sql.of("select ")
                    .add(balance.table().name(balance.mapping().resource()))
                    .add(" res, " + balance.table().raw(balance.mapping().amount()))
                    .add(" held, 0 minted, 0 sunk, 0 net")
                    .add(balance.table().from()));
        }
        if (economy.ledger().isPresent()) {
            LedgerRows ledger = LedgerRows.of(economy);
            parts.add(Sql.of("select res, 0, ")
                    .add(deltaOf(economy.mapping().mint(), economy))
                    .add(", ")
                    .add(deltaOf(economy.mapping().sink(), economy))
                    .add(", delta from (")
                    .add(ledger.ofFungibles())
                    .add(") l"));
        }
        return Sql.of("select res, sum(held), sum(minted), sum(sunk), sum(net) from (")
                .add(Sql.join(" union all ", parts))
                .add(") t group by res");
    }

    private static Sql deltaOf(Iterable<String> holders, BoundEconomy economy) {
        List<Sql> names = new ArrayList<>();
        holders.forEach(
                holder -> names.add(economy.requiredLedger().table().dialect().constant(holder)));
        return names.isEmpty()
                ? Sql.of("0")
                : Sql.of("case when holder in (").add(Sql.join(", ", names)).add(") then delta else 0 end");
    }

    private Verdict judge(Snapshot snapshot, BoundEconomy economy, String resource, Sums sums, Breaches breaches)
            throws SQLException {
        if (!isHeldSomewhere(economy, resource)) {
            return Verdict.unknown("the ledger moves " + resource + ", but no mapped table of balances holds it");
        }
        Map<String, BigDecimal> initial = economy.mapping().initial();
        BigDecimal began = initial.getOrDefault(resource, initial.get(EconomyMapping.ANY_RESOURCE));
        if (began == null) {
            return Verdict.unknown("the initial amount of " + resource + " is not given");
        }
        BigDecimal expected = began.subtract(sums.minted).subtract(sums.sunk);
        BigDecimal drift = sums.held.subtract(expected);
        if (drift.signum() != 0) {
            breaches.add(resource, words(snapshot, economy, resource, began, sums, drift));
        }
        return Verdict.holds();
    }

    private static boolean isHeldSomewhere(BoundEconomy economy, String resource) {
        return economy.balances().stream()
                .map(balance -> balance.mapping().resource())
                .anyMatch(term -> term instanceof Term.Column
                        || (term instanceof Term.Text text && text.value().equals(resource)));
    }

    private static String words(
            Snapshot snapshot, BoundEconomy economy, String resource, BigDecimal began, Sums sums, BigDecimal drift)
            throws SQLException {
        StringBuilder words = new StringBuilder()
                .append(resource + " sum is " + plain(sums.held) + " but must be " + plain(sums.held.subtract(drift)));
        if (sums.minted.signum() != 0 || sums.sunk.signum() != 0) {
            words.append(" (initial " + plain(began) + ", minted " + plain(sums.minted.negate()) + ", sunk "
                    + plain(sums.sunk) + ")");
        }
        words.append(": " + signed(drift) + (drift.signum() > 0 ? " appeared" : " vanished"));
        if (economy.ledger().isEmpty()) {
            return words.toString();
        }
        List<String> culprits = unbalanced(snapshot, economy, resource);
        if (culprits.isEmpty()) {
            return words.append("; the ledger is balanced, so balances changed without it")
                    .toString();
        }
        if (drift.compareTo(sums.net) != 0) {
            words.append("; the ledger accounts for " + signed(sums.net) + " of it");
        }
        String stories = new LedgerStory(snapshot, economy)
                .of(culprits).values().stream().map(AppliedLegs::toString).collect(Collectors.joining("; "));
        return words.append("; " + stories).toString();
    }

    private static List<String> unbalanced(Snapshot snapshot, BoundEconomy economy, String resource)
            throws SQLException {
        List<String> operations = new ArrayList<>();
        Sql select = Sql.of("select op from (")
                .add(LedgerRows.of(economy).ofFungibles())
                .add(") l where op is not null and res = ")
                .add(economy.requiredLedger().table().dialect().constant(resource))
                .add(" group by op having sum(delta) <> 0 order by op limit " + MOST_STORIES);
        snapshot.query(select, row -> operations.add(row.getString(1)));
        return operations;
    }

    /** What one statement sums up for one resource; minted and sunk are the balances of their holders. */
    private record Sums(BigDecimal held, BigDecimal minted, BigDecimal sunk, BigDecimal net) {

        static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        static Sums of(ResultSet row) throws SQLException {
            return new Sums(amount(row, 2), amount(row, 3), amount(row, 4), amount(row, 5));
        }

        private static BigDecimal amount(ResultSet row, int column) throws SQLException {
            return Objects.requireNonNullElse(row.getBigDecimal(column), BigDecimal.ZERO);
        }
    }
}
