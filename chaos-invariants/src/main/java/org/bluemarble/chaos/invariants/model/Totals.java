package org.bluemarble.chaos.invariants.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An exact amount per key, where a key that is missing counts zero. Totals form a commutative group under {@link #plus}: the
 * order in which legs arrive never matters, and every change can be taken back.
 *
 * @param <K> what amounts are kept for
 * @param amounts the amounts that are not zero
 */
public record Totals<K>(Map<K, BigDecimal> amounts) {

    /** Copies, and leaves zeros out so that equal totals are equal objects. */
    public Totals {
        Map<K, BigDecimal> nonZero = new LinkedHashMap<>();
        amounts.forEach((key, amount) -> {
            if (amount.signum() != 0) {
                nonZero.put(key, Amounts.normal(amount));
            }
        });
        amounts = Map.copyOf(nonZero);
    }

    /**
     * Makes empty totals.
     *
     * @param <K> what amounts are kept for
     * @return totals that are zero for every key
     */
    public static <K> Totals<K> zero() {
        return new Totals<>(Map.of());
    }

    /**
     * Reads one amount.
     *
     * @param key any key
     * @return its amount, zero if it has none
     */
    public BigDecimal of(K key) {
        return amounts.getOrDefault(key, BigDecimal.ZERO);
    }

    /**
     * Adds to one key.
     *
     * @param key the key
     * @param amount what is added
     * @return new totals
     */
    public Totals<K> plus(K key, BigDecimal amount) {
        return plus(new Totals<>(Map.of(key, amount)));
    }

    /**
     * Adds key by key.
     *
     * @param other what is added
     * @return new totals
     */
    public Totals<K> plus(Totals<K> other) {
        Map<K, BigDecimal> sum = new LinkedHashMap<>(amounts);
        other.amounts.forEach((key, amount) -> sum.merge(key, amount, BigDecimal::add));
        return new Totals<>(sum);
    }

    /** {@return the totals that added to these give zero} */
    public Totals<K> negated() {
        Map<K, BigDecimal> negated = new LinkedHashMap<>();
        amounts.forEach((key, amount) -> negated.put(key, amount.negate()));
        return new Totals<>(negated);
    }

    /** {@return whether every amount is zero} */
    public boolean isZero() {
        return amounts.isEmpty();
    }
}
