package org.bluemarble.sample.demo.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bluemarble.sample.demo.result.WorldTimeline;
import org.bluemarble.sample.demo.result.WorldTimeline.Coming;

/** Draws one experiment: a lane for each shard, each boss as a line between the two, so that a late or a lost one leans out. */
final class WorldChart {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 150;
    private static final double LEFT = 52;
    private static final double RIGHT = WIDTH - 14;
    private static final double TOP = 14;
    private static final double EAST = 42;
    private static final double WEST = 100;
    private static final double BOTTOM = HEIGHT - 22;
    private static final double DOT = 5;
    /** What lasts less than this could not be seen. */
    private static final double NARROWEST_BAND = 3;
    /** More marks than this would run into each other. */
    private static final int MOST_MARKS = 10;

    private final WorldTimeline timeline;
    private final double seconds;
    private final Markup out;

    private WorldChart(WorldTimeline timeline, Markup out) {
        this.timeline = timeline;
        this.seconds = Math.max(1, timeline.secondsTo(timeline.end()));
        this.out = out;
    }

    /** Appends the drawing as inline SVG. */
    static void draw(WorldTimeline timeline, String title, Markup out) {
        new WorldChart(timeline, out).draw(title);
    }

    private void draw(String title) {
        out.open("svg", "viewBox", shape("0 0 %.0f %.0f", WIDTH, HEIGHT), "role", "img", "class", "timeline")
                .leaf("title", title);
        armed();
        axis();
        lane("east", EAST);
        lane("west", WEST);
        byBoss().forEach(this::boss);
        out.close();
    }

    private void armed() {
        double from = x(timeline.secondsTo(timeline.armed()));
        double width = Math.max(NARROWEST_BAND, x(timeline.secondsTo(timeline.disarmed())) - from);
        out.open("g", "class", "band armed")
                .empty("rect", "x", from, "y", TOP, "width", width, "height", BOTTOM - TOP)
                .close();
    }

    private void axis() {
        int step = (int) Math.max(1, Math.ceil(seconds / MOST_MARKS));
        for (int second = 0; second <= seconds; second += step) {
            out.empty("line", "class", "grid", "x1", x(second), "x2", x(second), "y1", TOP, "y2", BOTTOM);
            out.leaf("text", second + " s", "class", "axis", "x", x(second), "y", HEIGHT - 6, "text-anchor", "middle");
        }
    }

    private void lane(String shard, double y) {
        out.leaf("text", shard, "class", "axis", "x", 2.0, "y", y + 4);
        out.empty("line", "class", "lane", "x1", LEFT, "x2", RIGHT, "y1", y, "y2", y);
    }

    private Map<String, List<Coming>> byBoss() {
        Map<String, List<Coming>> bosses = new LinkedHashMap<>();
        timeline.comings()
                .forEach(coming -> bosses.computeIfAbsent(coming.boss(), boss -> new ArrayList<>())
                        .add(coming));
        return bosses;
    }

    private void boss(String boss, List<Coming> comings) {
        List<Coming> east = at("east", comings);
        List<Coming> west = at("west", comings);
        out.open("g").leaf("title", boss);
        if (!east.isEmpty() && !west.isEmpty()) {
            out.empty("line", "class", "tie", "x1", x(east.get(0)), "x2", x(west.get(0)), "y1", EAST, "y2", WEST);
        }
        mark(east, west, EAST);
        mark(west, east, WEST);
        out.close();
    }

    private void mark(List<Coming> here, List<Coming> there, double y) {
        if (here.isEmpty()) {
            double x = x(there.get(0));
            out.empty("path", "class", "boss missing", "d", cross(x, y));
        } else if (here.size() == 1) {
            out.empty("circle", "class", "boss", "cx", x(here.get(0)), "cy", y, "r", DOT);
        } else {
            out.empty("path", "class", "boss twice", "d", diamond(x(here.get(0)), y));
        }
    }

    private static List<Coming> at(String shard, List<Coming> comings) {
        return comings.stream().filter(coming -> coming.shard().equals(shard)).toList();
    }

    private static String cross(double x, double y) {
        return shape(
                "M%.1f %.1fL%.1f %.1fM%.1f %.1fL%.1f %.1f", x - 4, y - 4, x + 4, y + 4, x + 4, y - 4, x - 4, y + 4);
    }

    private static String diamond(double x, double y) {
        return shape("M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fZ", x, y - 7, x + 7, y, x, y + 7, x - 7, y);
    }

    private static String shape(String pattern, Object... numbers) {
        return String.format(Locale.ROOT, pattern, numbers);
    }

    private double x(Coming coming) {
        return x(timeline.secondsTo(coming.at()));
    }

    private double x(double second) {
        return LEFT + (RIGHT - LEFT) * Math.min(1, Math.max(0, second / seconds));
    }
}
