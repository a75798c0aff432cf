package org.bluemarble.sample.demo.report;

import java.util.List;
import java.util.Locale;
import org.bluemarble.sample.demo.result.Mark;
import org.bluemarble.sample.demo.result.Timeline;

/**
 * Draws one run: trades per second as an area, deaths and armed rules as bands behind it, injections and violations as
 * shapes in lanes above it, so that nothing is told by colour alone.
 */
final class TimelineChart {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 232;
    private static final double LEFT = 38;
    private static final double RIGHT = WIDTH - 12;
    private static final double TOP = 58;
    private static final double BOTTOM = HEIGHT - 26;
    private static final double LABELS = 14;
    private static final double INJECTIONS = 31;
    private static final double VIOLATIONS = 46;
    /** What lasts less than this could not be seen. */
    private static final double NARROWEST_BAND = 3;
    /** A death shorter than this has no room for its name. */
    private static final double ROOM_FOR_LABEL = 52;

    /** Shapes closer than this hide each other. */
    private static final double CLOSE = 15;
    /** Width of a letter of a label, on average. */
    private static final double LETTER = 6.3;

    private final Timeline timeline;
    private final TradeRate rate;
    private final double seconds;
    private final double top;
    private final Markup out;

    private TimelineChart(Timeline timeline, Markup out) {
        this.timeline = timeline;
        this.rate = TradeRate.of(timeline);
        this.seconds = Math.max(1, timeline.secondsTo(timeline.end()) + 0.25);
        this.top = Math.max(10, Math.ceil(rate.highest() / 10) * 10);
        this.out = out;
    }

    /** Appends the drawing as inline SVG. */
    static void draw(Timeline timeline, String title, Markup out) {
        new TimelineChart(timeline, out).draw(title);
    }

    private void draw(String title) {
        out.open("svg", "viewBox", viewBox(), "role", "img", "class", "timeline")
                .leaf("title", title);
        grid();
        settling();
        bands();
        curve();
        shapes();
        out.close();
    }

    private static String viewBox() {
        return String.format(Locale.ROOT, "0 0 %.0f %.0f", WIDTH, HEIGHT);
    }

    private void grid() {
        for (double perSecond = 0; perSecond <= top; perSecond += top / 2) {
            double y = y(perSecond);
            out.empty("line", "class", "grid", "x1", LEFT, "x2", RIGHT, "y1", y, "y2", y);
            out.leaf("text", whole(perSecond), "class", "axis", "x", LEFT - 6, "y", y + 4, "text-anchor", "end");
        }
        double step = seconds > 24 ? 5 : seconds > 12 ? 2 : 1;
        for (double second = 0; second <= seconds; second += step) {
            String label = second == 0 ? "0 s" : whole(second);
            out.leaf("text", label, "class", "axis", "x", x(second), "y", BOTTOM + 17, "text-anchor", "middle");
        }
    }

    private void settling() {
        double x = x(timeline.secondsTo(timeline.settling()));
        out.open("g", "class", "settling").leaf("title", "the bots begin no more trades and wait for their answers");
        out.empty("line", "x1", x, "x2", x, "y1", TOP, "y2", BOTTOM);
        out.close();
    }

    private void bands() {
        for (Mark mark : timeline.marks()) {
            if (mark instanceof Mark.Armed) {
                band(mark, "armed", "");
            }
        }
        for (Mark mark : timeline.marks()) {
            if (mark instanceof Mark.ServerDown) {
                band(mark, "server-down", "JVM dead");
            } else if (mark instanceof Mark.DatabaseDown) {
                band(mark, "database-down", "DB dead");
            }
        }
    }

    private void band(Mark mark, String style, String label) {
        double from = x(timeline.secondsTo(mark.from()));
        double width = Math.max(NARROWEST_BAND, x(timeline.secondsTo(mark.to())) - from);
        out.open("g", "class", "band " + style).leaf("title", span(mark) + mark.words());
        out.empty("rect", "x", from, "width", width, "y", TOP, "height", BOTTOM - TOP);
        if (!label.isEmpty() && width >= ROOM_FOR_LABEL) {
            out.leaf("text", label, "x", from + width / 2, "y", TOP + 15, "text-anchor", "middle");
        }
        out.close();
    }

    private void curve() {
        StringBuilder line = new StringBuilder();
        List<TradeRate.Point> points = rate.points();
        for (TradeRate.Point point : points) {
            line.append(line.length() == 0 ? "M" : "L")
                    .append(at(Math.min(x(point.seconds()), RIGHT), y(point.perSecond())));
        }
        String area = line + "L" + at(Math.min(x(points.get(points.size() - 1).seconds()), RIGHT), BOTTOM) + "L"
                + at(LEFT, BOTTOM) + "Z";
        out.empty("path", "class", "area", "d", area);
        out.empty("path", "class", "line", "d", line.toString());
    }

    private void shapes() {
        for (Mark mark : timeline.marks()) {
            if (mark instanceof Mark.Injected) {
                double x = Math.min(RIGHT, x(timeline.secondsTo(mark.from())));
                shape("injected", span(mark) + mark.words() + " struck", triangle(x));
            }
        }
        double free = 0;
        for (ViolationCluster cluster : ViolationCluster.of(timeline, seconds * CLOSE / (RIGHT - LEFT))) {
            free = violations(cluster, free);
        }
    }

    /** {@return from where on there is room for the next label, after drawing this cluster with its own} */
    private double violations(ViolationCluster cluster, double free) {
        double x = Math.min(RIGHT - 7, x(cluster.seconds()));
        out.empty("line", "class", "drop", "x1", x, "x2", x, "y1", VIOLATIONS + 6, "y2", BOTTOM);
        shape("violated", cluster.words(), diamond(x));
        double width = cluster.label().length() * LETTER;
        double from = Math.max(free, Math.min(x - width / 2, WIDTH - width));
        out.leaf("text", cluster.label(), "class", "violated-label", "x", from, "y", LABELS);
        return from + width + LETTER;
    }

    private void shape(String style, String title, String path) {
        out.open("path", "class", style, "d", path).leaf("title", title).close();
    }

    private static String triangle(double x) {
        return "M" + at(x - 5.5, INJECTIONS - 9) + "L" + at(x + 5.5, INJECTIONS - 9) + "L" + at(x, INJECTIONS) + "Z";
    }

    private static String diamond(double x) {
        return "M" + at(x, VIOLATIONS - 6) + "L" + at(x + 6, VIOLATIONS) + "L" + at(x, VIOLATIONS + 6) + "L"
                + at(x - 6, VIOLATIONS) + "Z";
    }

    private String span(Mark mark) {
        double from = timeline.secondsTo(mark.from());
        double to = timeline.secondsTo(mark.to());
        return from == to
                ? String.format(Locale.ROOT, "%.2f s: ", from)
                : String.format(Locale.ROOT, "%.2f to %.2f s: ", from, to);
    }

    private double x(double second) {
        return LEFT + (RIGHT - LEFT) * Math.max(0, second) / seconds;
    }

    private double y(double perSecond) {
        return BOTTOM - (BOTTOM - TOP) * perSecond / top;
    }

    private static String at(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
