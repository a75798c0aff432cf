package org.bluemarble.chaos;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * @param most no number is larger; {@link Long#MAX_VALUE} for any number, and for what is none
 * @param format how its text is written; null for any text. What is written otherwise fits no call, so rules that compare
 *     with it are refused; patterns are not looked at
 */
public record AttributeDescriptor(
        String name,
        AttributeKey.Type type,
        String summary,
        List<String> values,
        boolean several,
        boolean lowerCase,
        long least,
        long most,
        @Nullable AttributeFormat format) {

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
        this(
                name,
                type,
                summary,
                values,
                type == AttributeKey.Type.TEXT && values.isEmpty(),
                false,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                null);
    }

    /** {@return this attribute as one that has one value at most} */
    public AttributeDescriptor single() {
        return new AttributeDescriptor(name, type, summary, values, false, lowerCase, least, most, format);
    }

    /** {@return this attribute as one whose text is always in lower case} */
    public AttributeDescriptor inLowerCase() {
        return new AttributeDescriptor(name, type, summary, values, several, true, least, most, format);
    }

    /** {@return this attribute as one whose numbers begin at {@code smallest}} */
    public AttributeDescriptor from(long smallest) {
        return new AttributeDescriptor(name, type, summary, values, several, lowerCase, smallest, most, format);
    }

    /** {@return this attribute as one whose numbers end at {@code largest}} */
    public AttributeDescriptor upTo(long largest) {
        return new AttributeDescriptor(name, type, summary, values, several, lowerCase, least, largest, format);
    }

    /** {@return this attribute as one whose text is always written in this form} */
    public AttributeDescriptor written(AttributeFormat form) {
        return new AttributeDescriptor(name, type, summary, values, several, lowerCase, least, most, form);
    }

    /** {@return an attribute with any value} */
    public static AttributeDescriptor of(String name, AttributeKey.Type type, String summary) {
        return new AttributeDescriptor(name, type, summary, List.of());
    }
}
