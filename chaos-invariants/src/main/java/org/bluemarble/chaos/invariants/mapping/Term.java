package org.bluemarble.chaos.invariants.mapping;

import java.math.BigDecimal;
import java.util.Objects;

/** A value that a table has per row, or that is the same for all of its rows. */
public sealed interface Term {

    /**
     * Read from a column.
     *
     * @param name the column
     */
    record Column(String name) implements Term {
        /** Checks. */
        public Column {
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * The same text for each row.
     *
     * @param value the text
     */
    record Text(String value) implements Term {
        /** Checks. */
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The same number for each row.
     *
     * @param value the number
     */
    record Amount(BigDecimal value) implements Term {
        /** Checks. */
        public Amount {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * Makes a term that is read from a column.
     *
     * @param name the column
     * @return the term
     */
    static Term column(String name) {
        return new Column(name);
    }

    /**
     * Makes a term that is one text.
     *
     * @param value the text
     * @return the term
     */
    static Term text(String value) {
        return new Text(value);
    }

    /**
     * Makes a term that is one whole number.
     *
     * @param value the number
     * @return the term
     */
    static Term number(long value) {
        return new Amount(BigDecimal.valueOf(value));
    }
}
