package org.bluemarble.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes one parameter of a fault: parsing, validation, help and the documentation come from it.
 *
 * @param name kebab-case
 * @param type what values it takes
 * @param summary one clause: what it means
 * @param min smallest value ({@link Duration}, {@link Long}, {@link Double} or {@link Probability}), or null
 * @param max largest value, or null
 * @param choices the values of a {@link Type#CHOICE}; empty otherwise
 * @param fallback what holds if the parameter is absent, as a user would write it; null if it must be given
 * @param main whether it may follow the fault's name bare, as in {@code latency 250ms}
 * @param hints what to say of values that are none of the choices but known: {@code 40P01} is {@code deadlock}
 */
public record ParameterDescriptor(
        String name,
        Type type,
        String summary,
        @Nullable Object min,
        @Nullable Object max,
        List<String> choices,
        @Nullable String fallback,
        boolean main,
        Map<String, String> hints) {

    /** What values a parameter takes, and as which Java type they are kept. */
    public enum Type {
        /** A {@link Duration}, written with its unit: {@code 250ms}, {@code 10s}, {@code 5m}. */
        DURATION,
        /** A {@link Probability}, written {@code 1%} or {@code 0.01}. */
        PROBABILITY,
        /** A {@link Long}. */
        NUMBER,
        /** A {@link Double}. */
        DECIMAL,
        /** A {@link Boolean}. */
        FLAG,
        /** A {@link String}. */
        TEXT,
        /** A {@link String} out of {@link #choices()}. */
        CHOICE
    }

    public ParameterDescriptor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(summary, "summary");
        choices = List.copyOf(choices);
        hints = Map.copyOf(hints);
        if (choices.isEmpty() == (type == Type.CHOICE)) {
            throw new IllegalArgumentException("choices of " + name + " was " + choices + " but its type is " + type);
        }
    }

    /** A parameter without hints. */
    public ParameterDescriptor(
            String name,
            Type type,
            String summary,
            @Nullable Object min,
            @Nullable Object max,
            List<String> choices,
            @Nullable String fallback,
            boolean main) {
        this(name, type, summary, min, max, choices, fallback, main, Map.of());
    }

    /** {@return an optional duration within bounds} */
    public static ParameterDescriptor duration(
            String name, String summary, Duration min, Duration max, @Nullable String fallback) {
        return new ParameterDescriptor(name, Type.DURATION, summary, min, max, List.of(), fallback, false);
    }

    /** {@return a whole number within bounds} */
    public static ParameterDescriptor number(
            String name, String summary, long min, long max, @Nullable String fallback) {
        return new ParameterDescriptor(name, Type.NUMBER, summary, min, max, List.of(), fallback, false);
    }

    /** {@return a decimal number within bounds} */
    public static ParameterDescriptor decimal(
            String name, String summary, double min, double max, @Nullable String fallback) {
        return new ParameterDescriptor(name, Type.DECIMAL, summary, min, max, List.of(), fallback, false);
    }

    /** {@return free text} */
    public static ParameterDescriptor text(String name, String summary, @Nullable String fallback) {
        return new ParameterDescriptor(name, Type.TEXT, summary, null, null, List.of(), fallback, false);
    }

    /** {@return one of several words} */
    public static ParameterDescriptor choice(
            String name, String summary, List<String> choices, @Nullable String fallback) {
        return new ParameterDescriptor(name, Type.CHOICE, summary, null, null, choices, fallback, false);
    }

    /** {@return this parameter as the one that may follow the fault's name bare} */
    public ParameterDescriptor asMain() {
        return new ParameterDescriptor(name, type, summary, min, max, choices, fallback, true, hints);
    }

    /** {@return this parameter with hints for values that are none of its choices, each the end of a sentence} */
    public ParameterDescriptor hinting(Map<String, String> hints) {
        return new ParameterDescriptor(name, type, summary, min, max, choices, fallback, main, hints);
    }
}
