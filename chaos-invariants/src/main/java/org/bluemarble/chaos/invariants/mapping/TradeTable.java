package org.bluemarble.chaos.invariants.mapping;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The trades: operations of which the number of legs is known.
 *
 * @param table the table or view, optionally {@code schema.table}
 * @param operation the column with the operation id
 * @param legs how many different legs the trade has: a column, or a number for the whole table
 * @param state the column with the trade's state, if there is one
 * @param done the states in which a trade has all of its legs; empty exactly if there is no state
 * @param kinds the operation kinds that are trades, as the witness table and the fact log name them. An operation of such a
 *     kind that has legs but no row here is half done; may be empty
 * @param where all must hold for a row to count
 */
public record TradeTable(
        String table,
        String operation,
        Term legs,
        Optional<String> state,
        Set<String> done,
        Set<String> kinds,
        List<Condition> where) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is a state and none is done, or the other way round
     */
    public TradeTable {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(legs, "legs");
        Objects.requireNonNull(state, "state");
        done = Set.copyOf(done);
        kinds = Set.copyOf(kinds);
        where = List.copyOf(where);
        if (state.isPresent() == done.isEmpty()) {
            throw new IllegalArgumentException("state was " + state.orElse("missing") + " and done was " + done
                    + " but must both be given or both be missing");
        }
    }

    /**
     * Maps a table of trades that carry no state.
     *
     * @param table the table or view
     * @param operation the column with the operation id
     * @param legs how many different legs the trade has
     * @return the mapping of all rows
     */
    public static TradeTable of(String table, String operation, Term legs) {
        return new TradeTable(table, operation, legs, Optional.empty(), Set.of(), Set.of(), List.of());
    }

    /**
     * Tells which column holds the trade's state.
     *
     * @param column the column
     * @param done the states in which a trade has all of its legs
     * @return this mapping with it
     */
    public TradeTable state(String column, String... done) {
        return new TradeTable(table, operation, legs, Optional.of(column), Set.of(done), kinds, where);
    }

    /**
     * Tells which kinds of operation are trades.
     *
     * @param kinds as the witness table and the fact log name them
     * @return this mapping with them
     */
    public TradeTable kinds(String... kinds) {
        return new TradeTable(table, operation, legs, state, done, Set.of(kinds), where);
    }

    /**
     * Leaves rows out.
     *
     * @param conditions all must hold for a row to count
     * @return this mapping for the chosen rows only
     */
    public TradeTable where(Condition... conditions) {
        return new TradeTable(table, operation, legs, state, done, kinds, List.of(conditions));
    }
}
