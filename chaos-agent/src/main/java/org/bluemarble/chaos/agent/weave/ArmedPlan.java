package org.bluemarble.chaos.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.jvm.MethodPattern;
import org.jspecify.annotations.Nullable;

/** What is to be woven for the rules that are armed now. Immutable; two plans mean the same for a class if they say so. */
final class ArmedPlan {

    static final ArmedPlan EMPTY = new ArmedPlan(List.of(), List.of());

    private final Map<String, ClassWeave> exact = new HashMap<>();
    private final List<MethodPattern> patterns;

    ArmedPlan(List<ClassWeave> exact, List<MethodPattern> patterns) {
        exact.forEach(weave -> this.exact.put(weave.type(), weave));
        this.patterns = List.copyOf(patterns);
    }

    boolean isEmpty() {
        return exact.isEmpty() && patterns.isEmpty();
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

    /** What is woven into a class, to be compared with that of another plan. */
    List<Object> of(Class<?> type) {
        ClassWeave weave = exact(type.getName());
        if (weave != null) {
            return List.of(weave);
        }
        return patterns.isEmpty() || !OwnClasses.mayBeChosen(type.getClassLoader())
                ? List.of()
                : List.copyOf(patterns(type.getName()));
    }
}
