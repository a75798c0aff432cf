package org.bluemarble.chaos;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Describes one injection point.
 *
 * @param name {@code target.operation}, kebab-case inside a word
 * @param summary one sentence: which calls pass it
 * @param phases the phases it offers
 * @param attributes what selectors can ask of its calls, besides the attributes of the {@link ChaosContext}
 */
public record PointDescriptor(String name, String summary, List<Phase> phases, List<AttributeDescriptor> attributes) {

    public PointDescriptor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        phases = List.copyOf(phases);
        attributes = List.copyOf(attributes);
    }

    /** {@return the attribute of this name} */
    public Optional<AttributeDescriptor> attribute(String attribute) {
        return attributes.stream().filter(one -> one.name().equals(attribute)).findFirst();
    }
}
