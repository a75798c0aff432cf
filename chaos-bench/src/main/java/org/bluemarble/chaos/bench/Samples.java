package org.bluemarble.chaos.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers of the same kind, one for each round. Not thread-safe. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double last() {
        return values.get(values.size() - 1);
    }

    double median() {
        return quantile(0.5);
    }

    private double quantile(double share) {
        List<Double> sorted = values.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    /** {@return each number less that of the same round} */
    Samples minus(Samples base) {
        Samples differences = new Samples();
        for (int i = 0; i < values.size(); i++) {
            differences.add(values.get(i) - base.values.get(i));
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
