package org.bluemarble.chaos.agent.weave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.jvm.ClockPattern;
import org.bluemarble.chaos.jvm.ClockSite;
import org.bluemarble.chaos.spi.Weaves;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;

/** Weaves classes whose clocks rules skew, one after the other, and reports it. Thread-safe. */
final class ClockWeaver {

    /** By class, in whatever loaders: the time of day, then the other clock. */
    private final Map<String, List<Site>> sites = new HashMap<>();

    private record Site(int number, ClockSite handler) {}

    /** How a pattern's weave is called in what is reported. */
    static String nameOf(ClockPattern pattern) {
        return "clock " + pattern.point().substring(ClockPattern.PREFIX.length());
    }

    /** Returns the class with code in it; null if it stays as it is. Never throws. */
    byte @Nullable [] weave(List<ClockPattern> patterns, String type, Place place, byte[] bytes) {
        OneClass one = new OneClass(
                type, place, patterns.stream().map(ClockWeaver::nameOf).toList());
        return one.woven(type + " reads real clocks", () -> {
            List<Site> both = sites(type, patterns);
            byte[] woven = new ClockRewriter(both.get(0).number(), both.get(1).number()).rewrite(bytes);
            if (woven != null) {
                one.weaves().forEach(weave -> Weaves.woven(weave, one.where()));
            }
            return woven;
        });
    }

    private synchronized List<Site> sites(String type, List<ClockPattern> patterns) {
        List<InjectionPoint> points =
                patterns.stream().map(pattern -> Chaos.point(pattern.point())).toList();
        String weave = nameOf(patterns.get(0));
        List<Site> both = sites.computeIfAbsent(
                type, unused -> List.of(site(type, false, weave, points), site(type, true, weave, points)));
        for (Site site : both) {
            site.handler().watch(points);
            WovenCalls.watch(site.number(), weave, points);
        }
        return both;
    }

    private static Site site(String type, boolean monotonic, String weave, List<InjectionPoint> points) {
        ClockSite handler = new ClockSite(type, monotonic);
        return new Site(WovenCalls.register(weave, points, handler), handler);
    }
}
