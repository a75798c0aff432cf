package org.bluemarble.chaos.invariants;

import static org.bluemarble.chaos.invariants.model.Amounts.plain;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.bluemarble.chaos.invariants.mapping.BalanceTable;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * I2: no account holds less than its minimum.
 *
 * <p>A snapshot shows only what has committed, so a debit in doubt that made a balance negative is a debit that took effect:
 * the world in which it did not does not explain what is seen.
 */
final class MinimumBalanceCheck implements SnapshotCheck {

    @Override
    public Invariant invariant() {
        return Invariant.I2;
    }

    @Override
    public Verdict judge(Snapshot snapshot, BoundEconomy economy, int mostWitnesses) throws SQLException {
        Breaches breaches = new Breaches(invariant(), mostWitnesses);
        for (Bound<BalanceTable> balance : economy.balances()) {
            snapshot.query(
                    tooLow(balance),
                    row -> breaches.add(
                            String.valueOf(row.getString(1)),
                            words(balance.table().label(), row)));
        }
        return breaches.verdict();
    }

    private static Sql tooLow(Bound<BalanceTable> balance) {
        BoundTable table = balance.table();
        String amount = table.raw(balance.mapping().amount());
        String minimum = table.number(balance.mapping().minimum());
        return Sql.of("select " + table.exact(balance.mapping().holder()) + ", ")
                .add(table.name(balance.mapping().resource()))
                .add(", " + amount + ", " + minimum)
                .add(table.from())
                .add(" and (" + amount + " < " + minimum + " or " + amount + " is null)");
    }

    private static String words(String table, ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal(3);
        BigDecimal minimum = row.getBigDecimal(4);
        return table + ": " + row.getString(1) + " holds " + (amount == null ? "no amount of" : plain(amount)) + " "
                + row.getString(2) + " but must hold at least " + (minimum == null ? "an amount" : plain(minimum));
    }
}
