package org.bluemarble.chaos.invariants.model;

import java.math.BigDecimal;

/** How amounts are written for people: exact, grouped by thousands, with a sign where a change is meant. */
public final class Amounts {

    private Amounts() {}

    /**
     * Writes an amount.
     *
     * @param amount any amount
     * @return for example {@code 2,100} or {@code -0.5}
     */
    public static String plain(BigDecimal amount) {
        return amount.signum() < 0 ? "-" + grouped(amount.negate()) : grouped(amount);
    }

    /**
     * Writes a change.
     *
     * @param change any amount
     * @return for example {@code +100} or {@code -2,000}
     */
    public static String signed(BigDecimal change) {
        return change.signum() > 0 ? "+" + grouped(change) : plain(change);
    }

    private static String grouped(BigDecimal amount) {
        String digits = normal(amount).toPlainString();
        int point = digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int i = (point < 0 ? digits.length() : point) - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /**
     * Drops trailing zeros, so that equal amounts are equal objects whatever scale their column has.
     *
     * @param amount any amount
     * @return the same amount
     */
    static BigDecimal normal(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }
}
