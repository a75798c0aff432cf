package org.bluemarble.chaos.invariants.mapping;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The witness table: one row per operation, written in the same transaction as the operation's effects.
 *
 * @param table the table or view, optionally {@code schema.table}
 * @param id the column with the operation id
 * @param kind the column that says what was asked for, if there is one
 * @param result the column with what the client is told, if there is one
 * @param where all must hold for a row to count
 */
public record OperationTable(
        String table, String id, Optional<String> kind, Optional<String> result, List<Condition> where) {

    /** Checks and copies. */
    public OperationTable {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(result, "result");
        where = List.copyOf(where);
    }

    /**
     * Maps a table.
     *
     * @param table the table or view
     * @param id the column with the operation id
     * @return the mapping of all rows
     */
    public static OperationTable of(String table, String id) {
        return new OperationTable(table, id, Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Tells which column says what was asked for.
     *
     * @param column the column
     * @return this mapping with it
     */
    public OperationTable kind(String column) {
        return new OperationTable(table, id, Optional.of(column), result, where);
    }

    /**
     * Tells which column holds what the client is told.
     *
     * @param column the column
     * @return this mapping with it
     */
    public OperationTable result(String column) {
        return new OperationTable(table, id, kind, Optional.of(column), where);
    }

    /**
     * Leaves rows out.
     *
     * @param conditions all must hold for a row to count
     * @return this mapping for the chosen rows only
     */
    public OperationTable where(Condition... conditions) {
        return new OperationTable(table, id, kind, result, List.of(conditions));
    }
}
