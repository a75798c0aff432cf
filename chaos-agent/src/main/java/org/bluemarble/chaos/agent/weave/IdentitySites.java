package org.bluemarble.chaos.agent.weave;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.spi.ArmedPoints;
import org.bluemarble.chaos.spi.WovenCalls;

/**
 * Sites whose handlers know for whom calls are made: they look not only while their own points are armed, but while any
 * point is whose rules ask that, wherever it lies. What is watched changes with the rules, so that a call pays for it only
 * then. Of the whole JVM, as the sites are. Thread-safe.
 */
final class IdentitySites {

    private static final List<Site> SITES = new ArrayList<>();

    private record Site(int number, String weave, List<InjectionPoint> own) {

        void watch(Set<String> asking) {
            Set<InjectionPoint> watched = new LinkedHashSet<>(own);
            asking.forEach(point -> watched.add(Chaos.point(point)));
            WovenCalls.watch(number, weave, List.copyOf(watched));
        }
    }

    private IdentitySites() {}

    /** Has a site look while it is asked for whom calls are made. */
    static synchronized void add(int number, String weave, List<InjectionPoint> own) {
        Site site = new Site(number, weave, own);
        SITES.add(site);
        site.watch(ArmedPoints.askingForWhom());
    }

    /** Other points ask than before. */
    static synchronized void look() {
        // Asked inside: of two that change at once, the later one sees both.
        Set<String> asking = ArmedPoints.askingForWhom();
        SITES.forEach(site -> site.watch(asking));
    }
}
