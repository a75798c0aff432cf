package org.bluemarble.chaos.bench;

import java.util.Arrays;
import java.util.Locale;

/** Numbers of the same kind, one for each round. Not thread-safe. */
final class Samples {

    // Primitive: some are taken while what they measure goes on, a hundred thousand a second.
    private double[] values = new double[64];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    double last() {
        return values[size - 1];
    }

    double median() {
        return quantile(0.5);
    }

    /**
     * {@return the number below which so many of all lie}
     *
     * @param share from 0 to 1
     */
    double quantile(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        double place = share * (size - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** {@return each number less that of the same round} */
    Samples minus(Samples base) {
        Samples differences = new Samples();
        for (int i = 0; i < size; i++) {
            differences.add(values[i] - base.values[i]);
        }
        return differences;
    }

    /** {@return the median, and between which numbers the middle half lies} */
    String summary(String format) {
        return String.format(
                Locale.ROOT, format + " (" + format + " to " + format + ")", median(), quantile(0.25), quantile(0.75));
    }

    /** {@return the median, the 99th percentile and the highest} */
    String tail(String format) {
        return String.format(
                Locale.ROOT,
                "median " + format + ", 99th percentile " + format + ", highest " + format,
                median(),
                quantile(0.99),
                quantile(1));
    }
}
