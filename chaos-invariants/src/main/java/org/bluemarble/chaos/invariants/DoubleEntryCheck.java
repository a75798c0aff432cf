package org.bluemarble.chaos.invariants;

import static org.bluemarble.chaos.invariants.model.Amounts.signed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.invariants.model.AppliedLegs;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * I3: the legs of every operation sum to zero, for each fungible and for each item.
 *
 * <p>Legs without an operation id belong to some operations nobody knows; those sum to zero too, and so must they together.
 */
final class DoubleEntryCheck implements SnapshotCheck {

    @Override
    public Invariant invariant() {
        return Invariant.I3;
    }

    @Override
    public Verdict judge(Snapshot snapshot, BoundEconomy economy, int mostWitnesses) throws SQLException {
        Breaches breaches = new Breaches(invariant(), mostWitnesses);
        List<String> operations = new ArrayList<>();
        List<String> unnamed = new ArrayList<>();
        Sql select = Sql.of(
                        "select op, max(res), max(item), max(delta), count(*) from (select op, res, item, sum(delta)"
                                + " delta from (")
                .add(LedgerRows.of(economy).select())
                .add(") l group by op, res, item having sum(delta) <> 0) u group by op order by op");
        snapshot.query(select, row -> {
            if (breaches.wantsWitness()) {
                collect(row, operations, unnamed);
            }
            breaches.count();
        });
        unnamed.forEach(words -> breaches.witness("", words));
        for (Map.Entry<String, AppliedLegs> story :
                new LedgerStory(snapshot, economy).of(operations).entrySet()) {
            breaches.witness(story.getKey(), story.getValue().toString());
        }
        return breaches.verdict();
    }

    private static void collect(ResultSet row, List<String> operations, List<String> unnamed) throws SQLException {
        String operation = row.getString(1);
        if (operation != null) {
            operations.add(operation);
            return;
        }
        String what = row.getString(3) == null ? row.getString(2) : "item " + row.getString(3);
        String more = row.getLong(5) > 1 ? ", and others too" : "";
        unnamed.add("legs without an operation id sum to " + signed(row.getBigDecimal(4)) + " " + what
                + " but must sum to 0" + more);
    }
}
