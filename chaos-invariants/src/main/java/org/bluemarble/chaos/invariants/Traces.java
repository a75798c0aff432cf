package org.bluemarble.chaos.invariants;

import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.bluemarble.chaos.invariants.mapping.OperationTable;
import org.jspecify.annotations.Nullable;

/** Looks up what the database knows of a batch of operations: one query per table, served by an index on the operation id. */
final class Traces {

    /** How many operations one query asks for: enough to hide the round trip, few enough for every driver. */
    static final int BATCH = 1_000;

    private final Snapshot snapshot;
    private final BoundEconomy economy;

    Traces(Snapshot snapshot, BoundEconomy economy) {
        this.snapshot = snapshot;
        this.economy = economy;
    }

    /** {@return a trace for each operation asked for} */
    Map<String, Trace> of(Collection<String> operations) throws SQLException {
        Map<String, Trace> traces = new LinkedHashMap<>();
        operations.forEach(operation -> traces.put(operation, Trace.NONE));
        if (economy.operations().isPresent()) {
            Bound<OperationTable> recorded = economy.operations().get();
            String result =
                    recorded.mapping().result().map(recorded.table()::exact).orElse("''");
            boolean hasResult = recorded.mapping().result().isPresent();
            lookUp(
                    recorded.table(),
                    recorded.mapping().id(),
                    "max(" + result + ")",
                    traces,
                    // Of an operation that is recorded twice, which I9 tells, nobody knows which result was told.
                    (trace, found) -> trace.recordedAs(hasResult && found.rows == 1 ? found.value : null));
        }
        if (economy.ledger().isPresent()) {
            BoundTable ledger = economy.requiredLedger().table();
            String id = economy.requiredLedger().mapping().operation();
            lookUp(ledger, id, "''", traces, (trace, found) -> trace.withLegs(found.rows));
        }
        if (economy.trades().isPresent()) {
            BoundTable trades = economy.trades().get().table();
            String id = economy.trades().get().mapping().operation();
            lookUp(trades, id, "''", traces, (trace, found) -> trace.traded());
        }
        return traces;
    }

    private void lookUp(
            BoundTable table,
            String id,
            String value,
            Map<String, Trace> traces,
            BiFunction<Trace, Found, Trace> update)
            throws SQLException {
        Column column = table.column(id);
        Set<String> possible = new LinkedHashSet<>();
        traces.keySet().forEach(operation -> column.canonical(operation).ifPresent(possible::add));
        if (possible.isEmpty()) {
            return;
        }
        Map<String, Found> found = new LinkedHashMap<>();
        Sql select = Sql.of("select " + table.exact(id) + ", count(*), " + value)
                .add(table.from())
                .add(" and ")
                .add(table.in(id, possible))
                .add(" group by " + table.exact(id));
        snapshot.query(select, row -> {
            Found rows = new Found(row.getLong(2), row.getString(3));
            // The database may compare without case and find neighbours as well; those are nobody's here.
            column.canonical(row.getString(1)).ifPresent(canonical -> found.put(canonical, rows));
        });
        traces.replaceAll((operation, trace) -> column.canonical(operation)
                .map(found::get)
                .map(rows -> update.apply(trace, rows))
                .orElse(trace));
    }

    /** What one table says of one operation. */
    private record Found(long rows, @Nullable String value) {}
}
