package org.bluemarble.chaos.agent.weave;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every class to weave, by its name. Immutable. */
final class WeavePlan {

    private final Map<String, ClassWeave> byInternalName = new HashMap<>();
    private final List<ClassWeave> weaves;

    /**
     * Plans these weaves.
     *
     * @throws IllegalArgumentException if a class is named twice
     */
    WeavePlan(Collection<ClassWeave> weaves) {
        this.weaves = List.copyOf(weaves);
        for (ClassWeave weave : weaves) {
            if (byInternalName.put(weave.internalName(), weave) != null) {
                throw new IllegalArgumentException("class " + weave.type() + " was planned twice");
            }
        }
    }

    /** The weave of a class by its internal name, or null, nearly always. */
    @Nullable
    ClassWeave of(@Nullable String internalName) {
        // A hidden class may have no name.
        return internalName == null ? null : byInternalName.get(internalName);
    }

    List<ClassWeave> weaves() {
        return weaves;
    }
}
