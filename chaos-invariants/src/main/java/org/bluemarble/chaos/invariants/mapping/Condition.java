package org.bluemarble.chaos.invariants.mapping;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which rows of a table count: those whose column is one of some values, or none of them. Either true or false for each row,
 * also where the column is null.
 *
 * @param column the column
 * @param values the values, as text; the database reads them as the column's type
 * @param coversNull whether null is one of the values
 * @param negated true for rows whose column is none of the values
 */
public record Condition(String column, Set<String> values, boolean coversNull, boolean negated) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no value to compare with
     */
    public Condition {
        Objects.requireNonNull(column, "column");
        values = Set.copyOf(values);
        if (values.isEmpty() && !coversNull) {
            throw new IllegalArgumentException("values was empty but must hold at least one value or null");
        }
    }

    /**
     * Chooses rows by the values they have.
     *
     * @param column the column
     * @param values one or more values
     * @return the condition
     */
    public static Condition in(String column, String... values) {
        return new Condition(column, Set.copyOf(List.of(values)), false, false);
    }

    /**
     * Chooses rows by the values they do not have; a null is none of them.
     *
     * @param column the column
     * @param values one or more values
     * @return the condition
     */
    public static Condition notIn(String column, String... values) {
        return new Condition(column, Set.copyOf(List.of(values)), false, true);
    }

    /**
     * Chooses rows without a value.
     *
     * @param column the column
     * @return the condition
     */
    public static Condition isNull(String column) {
        return new Condition(column, Set.of(), true, false);
    }

    /**
     * Chooses rows with a value.
     *
     * @param column the column
     * @return the condition
     */
    public static Condition isNotNull(String column) {
        return new Condition(column, Set.of(), true, true);
    }
}
