package org.bluemarble.sample.demo.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.sample.demo.result.Timeline;

/**
 * Trades per second over time: the acknowledgements of the half second around each point, points a quarter of a second
 * apart. A narrower window shows the bots' dice, a wider one hides a death.
 *
 * @param points in order of time
 */
record TradeRate(List<Point> points) {
    private static final Duration STEP = Duration.ofMillis(250);
    private static final Duration HALF_WINDOW = Duration.ofMillis(250);

    /**
     * One point of the curve.
     *
     * @param seconds from the run's start
     * @param perSecond acknowledged trades per second
     */
    record Point(double seconds, double perSecond) {}

    static TradeRate of(Timeline timeline) {
        List<Instant> sorted = timeline.acknowledgements().stream().sorted().toList();
        List<Point> points = new ArrayList<>();
        Instant last = timeline.end().plus(STEP);
        for (Instant at = timeline.start(); !at.isAfter(last); at = at.plus(STEP)) {
            points.add(new Point(timeline.secondsTo(at), perSecondAround(at, sorted)));
        }
        return new TradeRate(points);
    }

    private static double perSecondAround(Instant at, List<Instant> sorted) {
        Instant from = at.minus(HALF_WINDOW);
        Instant to = at.plus(HALF_WINDOW);
        long count = sorted.stream()
                .filter(when -> !when.isBefore(from) && when.isBefore(to))
                .count();
        return count * 1000.0 / HALF_WINDOW.multipliedBy(2).toMillis();
    }

    /** {@return the highest rate; 0 without points} */
    double highest() {
        return points.stream().mapToDouble(Point::perSecond).max().orElse(0);
    }

    /** {@return the rate at the point nearest to an instant} */
    double near(double seconds) {
        return points.stream()
                .min((one, other) ->
                        Double.compare(Math.abs(one.seconds() - seconds), Math.abs(other.seconds() - seconds)))
                .map(Point::perSecond)
                .orElse(0.0);
    }
}
