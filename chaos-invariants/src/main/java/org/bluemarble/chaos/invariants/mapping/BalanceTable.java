package org.bluemarble.chaos.invariants.mapping;

import java.util.List;
import java.util.Objects;

/**
 * A table whose rows say who has how much of a fungible: wallets, guild vaults, escrow, money in the mail, stacks.
 *
 * @param table the table or view, optionally {@code schema.table}
 * @param holder the column that names the account
 * @param amount the column with the amount; an exact number
 * @param resource what the amount is of: a column, or a text for the whole table
 * @param minimum the least amount allowed: a column, or a number for the whole table
 * @param where all must hold for a row to count
 */
public record BalanceTable(
        String table, String holder, String amount, Term resource, Term minimum, List<Condition> where) {

    /** Checks and copies. */
    public BalanceTable {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(minimum, "minimum");
        where = List.copyOf(where);
    }

    /**
     * Maps a table in which no amount may be negative.
     *
     * @param table the table or view
     * @param holder the column that names the account
     * @param amount the column with the amount
     * @param resource what the amount is of
     * @return the mapping of all rows
     */
    public static BalanceTable of(String table, String holder, String amount, Term resource) {
        return new BalanceTable(table, holder, amount, resource, Term.number(0), List.of());
    }

    /**
     * Grants credit, or demands a deposit.
     *
     * @param minimum the least amount allowed
     * @return this mapping with another minimum
     */
    public BalanceTable withMinimum(Term minimum) {
        return new BalanceTable(table, holder, amount, resource, minimum, where);
    }

    /**
     * Leaves rows out.
     *
     * @param conditions all must hold for a row to count
     * @return this mapping for the chosen rows only
     */
    public BalanceTable where(Condition... conditions) {
        return new BalanceTable(table, holder, amount, resource, minimum, List.of(conditions));
    }
}
