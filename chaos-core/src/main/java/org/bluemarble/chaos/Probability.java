package org.bluemarble.chaos;

/**
 * How likely one decision is to fire, from 0 (never) to 1 (always).
 *
 * @param value from 0 to 1
 */
public record Probability(double value) implements Comparable<Probability> {

    /** Never. */
    public static final Probability ZERO = new Probability(0);
    /** Always. */
    public static final Probability ONE = new Probability(1);

    public Probability {
        // Written so that NaN fails too.
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("probability was " + value + " but must lie between 0 and 1");
        }
    }

    /**
     * Returns the probability of so many percent.
     *
     * @param percent from 0 to 100
     * @throws IllegalArgumentException if {@code percent} is out of range
     */
    public static Probability ofPercent(double percent) {
        return new Probability(percent / 100);
    }

    @Override
    public int compareTo(Probability other) {
        return Double.compare(value, other.value);
    }
}
