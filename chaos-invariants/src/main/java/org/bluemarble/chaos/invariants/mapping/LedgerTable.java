package org.bluemarble.chaos.invariants.mapping;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The ledger: one row per leg of each operation.
 *
 * @param table the table or view, optionally {@code schema.table}
 * @param operation the column with the operation id
 * @param holder the column that names the account, the mint or a sink
 * @param delta the column with what was gained or lost; an exact number
 * @param resource what moved, for legs without an item: a column, or a text for the whole table
 * @param item the column with the item's id, if items are in the ledger; null in it marks a leg of a fungible
 * @param leg the column that numbers the legs of an operation, if there is one. Without it two rows of one operation that
 *     agree in resource, holder and item are taken as the same leg written twice
 * @param where all must hold for a row to count
 */
public record LedgerTable(
        String table,
        String operation,
        String holder,
        String delta,
        Term resource,
        Optional<String> item,
        Optional<String> leg,
        List<Condition> where) {

    /** Checks and copies. */
    public LedgerTable {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(delta, "delta");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(leg, "leg");
        where = List.copyOf(where);
    }

    /**
     * Maps a ledger of fungibles.
     *
     * @param table the table or view
     * @param operation the column with the operation id
     * @param holder the column that names the account, the mint or a sink
     * @param delta the column with what was gained or lost
     * @param resource what moved
     * @return the mapping of all rows
     */
    public static LedgerTable of(String table, String operation, String holder, String delta, Term resource) {
        return new LedgerTable(
                table, operation, holder, delta, resource, Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Tells which column names the item that moved.
     *
     * @param column the column
     * @return this mapping with it
     */
    public LedgerTable item(String column) {
        return new LedgerTable(table, operation, holder, delta, resource, Optional.of(column), leg, where);
    }

    /**
     * Tells which column numbers the legs of an operation.
     *
     * @param column the column
     * @return this mapping with it
     */
    public LedgerTable leg(String column) {
        return new LedgerTable(table, operation, holder, delta, resource, item, Optional.of(column), where);
    }

    /**
     * Leaves rows out.
     *
     * @param conditions all must hold for a row to count
     * @return this mapping for the chosen rows only
     */
    public LedgerTable where(Condition... conditions) {
        return new LedgerTable(table, operation, holder, delta, resource, item, leg, List.of(conditions));
    }
}
