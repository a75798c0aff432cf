package org.bluemarble.chaos.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.jvm.ClockPattern;
import org.bluemarble.chaos.jvm.MethodPattern;
import org.jspecify.annotations.Nullable;

/** What is to be woven for the rules that are armed now. Immutable; two plans mean the same for a class if they say so. */
final class ArmedPlan {

    static final ArmedPlan EMPTY = new ArmedPlan(List.of(), List.of(), List.of());

    private final Map<String, ClassWeave> exact = new HashMap<>();
    private final List<MethodPattern> patterns;
    private final List<ClockPattern> clocks;

    ArmedPlan(List<ClassWeave> exact, List<MethodPattern> patterns, List<ClockPattern> clocks) {
        exact.forEach(weave -> this.exact.put(weave.type(), weave));
        this.patterns = List.copyOf(patterns);
        this.clocks = List.copyOf(clocks);
    }

    boolean isEmpty() {
        return exact.isEmpty() && hasNoPattern();
    }

    boolean hasNoPattern() {
        return patterns.isEmpty() && clocks.isEmpty();
    }

    /** The weave of a class by its binary name, or null. */
    @Nullable
    ClassWeave exact(String type) {
        return exact.get(type);
    }

    List<ClassWeave> exact() {
        return List.copyOf(exact.values());
    }

    List<MethodPattern> patterns() {
        return patterns;
    }

    /** The patterns that mean a class of the game by its binary name. */
    List<MethodPattern> patterns(String type) {
        List<MethodPattern> meant = new ArrayList<>(0);
        for (MethodPattern pattern : patterns) {
            if (pattern.meansClass(type)) {
                meant.add(pattern);
            }
        }
        return meant;
    }

    List<ClockPattern> clocks() {
        return clocks;
    }

    /** The patterns whose rules skew the clocks of a class of the game, by its binary name. */
    List<ClockPattern> clocks(String type) {
        return clocks.isEmpty()
                ? List.of()
                : clocks.stream()
                        .filter(pattern -> pattern.classes().meansClass(type))
                        .toList();
    }

    /** How the weaves are called that patterns make, and each one's point. */
    Map<String, String> weaves() {
        Map<String, String> weaves = new HashMap<>();
        patterns.forEach(pattern -> weaves.put(PatternWeaver.nameOf(pattern), pattern.point()));
        clocks.forEach(pattern -> weaves.put(ClockWeaver.nameOf(pattern), pattern.point()));
        return weaves;
    }

    /** The points whose code is woven into a class, to be compared with those of another plan. */
    List<String> of(Class<?> type) {
        return of(type.getName(), type.getClassLoader());
    }

    /** The same for a class by its binary name and loader. */
    List<String> of(String type, @Nullable ClassLoader loader) {
        ClassWeave weave = exact(type);
        if (weave != null) {
            return List.of(weave.name());
        }
        if (hasNoPattern() || !OwnClasses.mayBeChosen(loader)) {
            return List.of();
        }
        List<String> points = new ArrayList<>(0);
        patterns(type).forEach(pattern -> points.add(pattern.point()));
        clocks(type).forEach(pattern -> points.add(pattern.point()));
        return points;
    }
}
