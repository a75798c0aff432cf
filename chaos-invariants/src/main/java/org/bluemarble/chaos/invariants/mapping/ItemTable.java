package org.bluemarble.chaos.invariants.mapping;

import java.util.List;
import java.util.Objects;

/**
 * A table whose rows say where unique items are. The tables of a mapping are taken together: an item with a row in two of
 * them, or two in one, is in two places.
 *
 * @param table the table or view, optionally {@code schema.table}
 * @param id the column with the item's id; rows without one are empty slots
 * @param place the columns that say where, most general first; only for reports, may be empty
 * @param where all must hold for a row to count
 */
public record ItemTable(String table, String id, List<String> place, List<Condition> where) {

    /** Checks and copies. */
    public ItemTable {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(id, "id");
        place = List.copyOf(place);
        where = List.copyOf(where);
    }

    /**
     * Maps a table.
     *
     * @param table the table or view
     * @param id the column with the item's id
     * @param place the columns that say where
     * @return the mapping of all rows
     */
    public static ItemTable of(String table, String id, String... place) {
        return new ItemTable(table, id, List.of(place), List.of());
    }

    /**
     * Leaves rows out, for example destroyed items.
     *
     * @param conditions all must hold for a row to count
     * @return this mapping for the chosen rows only
     */
    public ItemTable where(Condition... conditions) {
        return new ItemTable(table, id, place, List.of(conditions));
    }
}
