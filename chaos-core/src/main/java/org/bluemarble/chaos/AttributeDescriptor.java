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
 * @param several whether one call can have several values at once, as a transaction that writes several tables
 * @param lowerCase whether its text is always in lower case, however the game spells it; a rule must spell it so too
 * @param least no number is smaller; {@link Long#MIN_VALUE} for any number, and for what is none
 */
public record AttributeDescriptor(
        String name,
        AttributeKey.Type type,
        String summary,
        List<String> values,
        boolean several,
        boolean lowerCase,
        long least) {

    public AttributeDescriptor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(summary, "summary");
        values = List.copyOf(values);
    }

    /**
     * Describes an attribute. Text out of any number of values may come several at once; if it does not, say so with
     * {@link #single()}, and a rule that asks for two values of one call is refused.
     */
    public AttributeDescriptor(String name, AttributeKey.Type type, String summary, List<String> values) {
        this(name, type, summary, values, type == AttributeKey.Type.TEXT && values.isEmpty(), false, Long.MIN_VALUE);
    }

    /** {@return this attribute as one that has one value at most} */
    public AttributeDescriptor single() {
        return new AttributeDescriptor(name, type, summary, values, false, lowerCase, least);
    }

    /** {@return this attribute as one whose text is always in lower case} */
    public AttributeDescriptor inLowerCase() {
        return new AttributeDescriptor(name, type, summary, values, several, true, least);
    }

    /** {@return this attribute as one whose numbers begin at {@code smallest}} */
    public AttributeDescriptor from(long smallest) {
        return new AttributeDescriptor(name, type, summary, values, several, lowerCase, smallest);
    }

    /** {@return an attribute with any value} */
    public static AttributeDescriptor of(String name, AttributeKey.Type type, String summary) {
        return new AttributeDescriptor(name, type, summary, List.of());
    }
}
