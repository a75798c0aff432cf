package org.bluemarble.chaos.agent.weave;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every method to weave, by the name of its class. Immutable. */
public final class WeavePlan {

    private final Map<String, List<MethodWeave>> byInternalName = new HashMap<>();

    /**
     * Plans these weaves.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public WeavePlan(Collection<MethodWeave> weaves) {
        Map<String, MethodWeave> names = new HashMap<>();
        for (MethodWeave weave : weaves) {
            if (names.put(weave.name(), weave) != null) {
                throw new IllegalArgumentException("weave '" + weave.name() + "' was planned twice");
            }
            byInternalName
                    .computeIfAbsent(weave.type().replace('.', '/'), unused -> new ArrayList<>())
                    .add(weave);
        }
    }

    /** The weaves of a class by its internal name, or null, nearly always. */
    @Nullable
    List<MethodWeave> of(@Nullable String internalName) {
        // A hidden class may have no name.
        return internalName == null ? null : byInternalName.get(internalName);
    }

    /** The internal names of the classes. */
    Set<String> classes() {
        return byInternalName.keySet();
    }
}
