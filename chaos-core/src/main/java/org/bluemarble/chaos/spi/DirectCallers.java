package org.bluemarble.chaos.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who passes points without woven code: objects that a target module wraps, and server code. A rule at a point out of whose
 * weaves the code was taken can still match their calls. Thread-safe.
 */
public final class DirectCallers {

    /** Of one point. More say nothing new to whoever looks at a rule. */
    private static final int KEPT = 8;

    private static final Map<String, List<String>> BY_POINT = new TreeMap<>();

    private DirectCallers() {}

    /**
     * Records that calls may pass a point without woven code.
     *
     * @param point the point's name
     * @param who in words, for example {@code objects wrapped by ChaosDataSource}
     */
    public static synchronized void add(String point, String who) {
        List<String> known = BY_POINT.computeIfAbsent(point, unused -> new ArrayList<>());
        if (known.size() < KEPT && !known.contains(who)) {
            known.add(who);
        }
    }

    /** {@return who passes a point without woven code, as far as is known} */
    public static synchronized List<String> of(String point) {
        return List.copyOf(BY_POINT.getOrDefault(point, List.of()));
    }

    /** {@return a line for each point that is passed so, in the order of their names} */
    public static synchronized List<String> lines() {
        return BY_POINT.entrySet().stream()
                .map(one -> one.getKey() + ": " + String.join(", ", one.getValue()))
                .toList();
    }
}
