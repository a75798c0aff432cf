package org.bluemarble.chaos;

import java.util.List;
import java.util.Objects;

/**
 * Describes one attribute of the calls at a point.
 *
 * @param name the name in rules
 * @param type what values it has
 * @param summary one clause: what it means
 * @param values the values it can have, where there are only a few; empty otherwise
 */
public record AttributeDescriptor(String name, AttributeKey.Type type, String summary, List<String> values) {

    public AttributeDescriptor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(summary, "summary");
        values = List.copyOf(values);
    }

    /** {@return an attribute with any value} */
    public static AttributeDescriptor of(String name, AttributeKey.Type type, String summary) {
        return new AttributeDescriptor(name, type, summary, List.of());
    }
}
