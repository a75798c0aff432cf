package org.bluemarble.chaos.invariants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bluemarble.chaos.invariants.mapping.OperationTable;
import org.bluemarble.chaos.invariants.mapping.TradeTable;
import org.bluemarble.chaos.invariants.model.AppliedLegs;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * I8: every trade has all of its legs or none, and is done exactly if it has all.
 *
 * <p>Counts different legs, so that a trade applied twice breaks I9 and not this. A trade in doubt has none or all, never some.
 */
final class WholeTradeCheck implements SnapshotCheck {

    @Override
    public Invariant invariant() {
        return Invariant.I8;
    }

    @Override
    public Verdict judge(Snapshot snapshot, BoundEconomy economy, int mostWitnesses) throws SQLException {
        Breaches breaches = new Breaches(invariant(), mostWitnesses);
        boolean hasState = trades(economy).mapping().state().isPresent();
        Map<String, String> halves = new LinkedHashMap<>();
        snapshot.query(broken(economy, hasState), row -> {
            if (breaches.wantsWitness()) {
                halves.put(row.getString(1), words(trades(economy).table().label(), hasState, row));
            }
            breaches.count();
        });
        Map<String, AppliedLegs> stories = new LedgerStory(snapshot, economy).of(halves.keySet());
        halves.forEach((operation, words) -> breaches.witness(operation, words + ": " + stories.get(operation)));
        return breaches.verdict();
    }

    private static Bound<TradeTable> trades(BoundEconomy economy) {
        return economy.trades().orElseThrow(() -> new IllegalStateException("no trades are mapped"));
    }

    private static Sql broken(BoundEconomy economy, boolean hasState) {
        List<Sql> parts = new ArrayList<>();
        parts.add(tradeRows(trades(economy)));
        parts.add(Sql.of("select op, 0, 0, 0, 1, 0 from (")
                .add(LedgerRows.of(economy).withOperation())
                .add(") l group by " + LedgerRows.LEG_KEY));
        economy.operations()
                .flatMap(operations -> operationRows(operations, trades(economy).mapping()))
                .ifPresent(parts::add);
        String some = "sum(applied) not in (0, max(legs))";
        String unlikeState = " or (max(done) = 1 and sum(applied) <> max(legs))"
                + " or (max(done) = 0 and max(legs) > 0 and sum(applied) = max(legs))";
        return Sql.of("select op, max(legs), sum(applied), max(done), sum(traded) from (")
                .add(Sql.join(" union all ", parts))
                .add(") t group by op having (sum(traded) > 0 and (" + some + (hasState ? unlikeState : "")
                        + ")) or (sum(traded) = 0 and max(expected) = 1 and sum(applied) > 0) order by op");
    }

    private static Sql tradeRows(Bound<TradeTable> trades) {
        BoundTable table = trades.table();
        TradeTable mapping = trades.mapping();
        Sql done = mapping.state().isEmpty()
                ? Sql.of("0")
                : Sql.of("case when ")
                        .add(table.exactlyIn(mapping.state().get(), mapping.done()))
                        .add(" then 1 else 0 end");
        return Sql.of("select " + table.exact(mapping.operation()) + " op, " + table.number(mapping.legs()) + " legs, ")
                .add(done)
                .add(" done, 1 traded, 0 applied, 0 expected")
                .add(table.from())
                .add(" and " + table.raw(mapping.operation()) + " is not null");
    }

    /** An operation that is a trade by its kind should have a row among the trades as soon as it has legs. */
    private static Optional<Sql> operationRows(Bound<OperationTable> operations, TradeTable trades) {
        BoundTable table = operations.table();
        return operations
                .mapping()
                .kind()
                .filter(kind -> !trades.kinds().isEmpty())
                .map(kind -> Sql.of("select " + table.exact(operations.mapping().id()) + ", 0, 0, 0, 0, 1")
                        .add(table.from())
                        .add(" and ")
                        .add(table.exactlyIn(kind, trades.kinds())));
    }

    private static String words(String table, boolean hasState, ResultSet row) throws SQLException {
        String operation = row.getString(1);
        long legs = row.getLong(2);
        long applied = row.getLong(3);
        boolean done = row.getInt(4) == 1;
        if (row.getLong(5) == 0) {
            return "trade " + operation + " has " + applied + " legs but no row in " + table;
        }
        String state = !hasState ? "" : done ? " is done but" : " is not done but";
        return "trade " + operation + state + " has " + applied + " of its " + legs + " legs";
    }
}
