package org.bluemarble.chaos.invariants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.invariants.mapping.OperationTable;
import org.bluemarble.chaos.invariants.model.AppliedLegs;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * I9: every operation is applied at most once. Whether it is in doubt changes nothing: there is no world in which it took
 * effect twice.
 *
 * <p>The legs of the mint and of sinks are left out. One reward for two players may draw on the mint twice; and where an
 * operation was doubled, so were its other legs.
 */
final class AtMostOnceCheck implements SnapshotCheck {

    @Override
    public Invariant invariant() {
        return Invariant.I9;
    }

    @Override
    public Verdict judge(Snapshot snapshot, BoundEconomy economy, int mostWitnesses) throws SQLException {
        Breaches breaches = new Breaches(invariant(), mostWitnesses);
        Map<String, String> doubled = new LinkedHashMap<>();
        snapshot.query(doubled(economy), row -> {
            if (breaches.wantsWitness()) {
                doubled.put(row.getString(1), recorded(economy, row));
            }
            breaches.count();
        });
        Map<String, AppliedLegs> stories = new LedgerStory(snapshot, economy).of(doubled.keySet());
        doubled.forEach((operation, recorded) -> breaches.witness(operation, stories.get(operation) + recorded));
        return breaches.verdict();
    }

    private static String recorded(BoundEconomy economy, ResultSet row) throws SQLException {
        long rows = row.getLong(3);
        String table = economy.operations()
                .map(operations -> operations.table().label())
                .orElse("");
        return rows > 1 ? "; it has " + rows + " rows in " + table + " but must have one" : "";
    }

    private static Sql doubled(BoundEconomy economy) {
        List<Sql> parts = new ArrayList<>();
        parts.add(Sql.of("select op, count(*) times, 0 recorded from (")
                .add(LedgerRows.of(economy).ofAccounts(economy))
                .add(") l group by " + LedgerRows.LEG_KEY + " having count(*) > 1"));
        economy.operations().ifPresent(operations -> parts.add(recordedTwice(operations)));
        return Sql.of("select op, max(times), max(recorded) from (")
                .add(Sql.join(" union all ", parts))
                .add(") t group by op order by op");
    }

    private static Sql recordedTwice(Bound<OperationTable> operations) {
        BoundTable table = operations.table();
        return Sql.of("select op, 0, count(*) from (select "
                        + table.exact(operations.mapping().id()) + " op")
                .add(table.from())
                .add(" and " + table.raw(operations.mapping().id())
                        + " is not null) o group by op having count(*) > 1");
    }
}
