package org.bluemarble.chaos;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** The text of a return override as a value of the type that a call returns. */
record ReturnValue(@Nullable String text) {

    /** The text for a collection, array or text without anything in it. */
    private static final String EMPTY = "empty";

    /** Types whose values are written as their own {@code parse} or constructor reads them, with an example. */
    private static final Map<Class<?>, Reading> READINGS = Map.ofEntries(
            Map.entry(String.class, new Reading(text -> text, "any text")),
            Map.entry(CharSequence.class, new Reading(text -> text, "any text")),
            Map.entry(Object.class, new Reading(text -> text, "any text")),
            Map.entry(boolean.class, new Reading(ReturnValue::flag, "true or false")),
            Map.entry(byte.class, new Reading(Byte::valueOf, "a whole number from -128 to 127")),
            Map.entry(short.class, new Reading(Short::valueOf, "a whole number from -32768 to 32767")),
            Map.entry(int.class, new Reading(Integer::valueOf, "a whole number of 32 bits")),
            Map.entry(long.class, new Reading(Long::valueOf, "a whole number of 64 bits")),
            Map.entry(float.class, new Reading(Float::valueOf, "a number, for example 0.5")),
            Map.entry(double.class, new Reading(Double::valueOf, "a number, for example 0.5")),
            Map.entry(char.class, new Reading(ReturnValue::character, "one character")),
            Map.entry(BigInteger.class, new Reading(BigInteger::new, "a whole number")),
            Map.entry(BigDecimal.class, new Reading(BigDecimal::new, "a number, for example 0.5")),
            Map.entry(Duration.class, new Reading(Duration::parse, "a duration, for example PT0.25S")),
            Map.entry(Instant.class, new Reading(Instant::parse, "an instant, for example 2026-01-01T00:00:00Z")),
            Map.entry(UUID.class, new Reading(UUID::fromString, "a UUID")),
            Map.entry(OptionalInt.class, new Reading(text -> OptionalInt.of(Integer.parseInt(text)), "a whole number")),
            Map.entry(OptionalLong.class, new Reading(text -> OptionalLong.of(Long.parseLong(text)), "a whole number")),
            Map.entry(
                    OptionalDouble.class,
                    new Reading(text -> OptionalDouble.of(Double.parseDouble(text)), "a number, for example 0.5")));

    private static final Map<Class<?>, Class<?>> PRIMITIVES = Map.of(
            Boolean.class, boolean.class,
            Byte.class, byte.class,
            Short.class, short.class,
            Integer.class, int.class,
            Long.class, long.class,
            Float.class, float.class,
            Double.class, double.class,
            Character.class, char.class);

    private static final Map<Class<?>, Object> EMPTY_OPTIONALS = Map.of(
            Optional.class, Optional.empty(),
            OptionalInt.class, OptionalInt.empty(),
            OptionalLong.class, OptionalLong.empty(),
            OptionalDouble.class, OptionalDouble.empty());

    @Nullable
    Object of(Class<?> type) {
        String given = text;
        if (given == null) {
            return nothing(type);
        }
        if (type == void.class || type == Void.class) {
            throw refused("be left out, for the call returns nothing; without a value the call is skipped");
        }
        if (type.isEnum()) {
            return constant(given, type);
        }
        Reading reading = READINGS.get(PRIMITIVES.getOrDefault(type, type));
        if (reading != null) {
            return reading.of(given, this);
        }
        if (given.equals(EMPTY)) {
            return empty(type);
        }
        throw refused("be null" + (mayBeEmpty(type) ? " or empty" : "") + ", for the call returns " + type.getTypeName()
                + ", which no text stands for");
    }

    private @Nullable Object nothing(Class<?> type) {
        if (type.isPrimitive() && type != void.class) {
            throw new IllegalArgumentException(
                    "return-override value is missing; the call returns " + type + ", which cannot be null");
        }
        return EMPTY_OPTIONALS.get(type);
    }

    private static boolean mayBeEmpty(Class<?> type) {
        return type.isArray()
                || type.isAssignableFrom(List.class)
                || type.isAssignableFrom(Set.class)
                || type == Map.class;
    }

    private Object empty(Class<?> type) {
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        } else if (type.isAssignableFrom(List.class)) {
            return List.of();
        } else if (type == Set.class) {
            return Set.of();
        } else if (type == Map.class) {
            return Map.of();
        }
        throw refused("be null, for the call returns " + type.getTypeName() + ", of which none is known to be empty");
    }

    private Object constant(String given, Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(one -> ((Enum<?>) one).name().equals(given))
                .findFirst()
                .orElseThrow(() -> refused("be one of "
                        + Arrays.stream(constants)
                                .map(one -> ((Enum<?>) one).name())
                                .collect(Collectors.joining(", "))));
    }

    private IllegalArgumentException refused(String range) {
        return new IllegalArgumentException(
                "return-override value was '" + Word.shown(String.valueOf(text)) + "' but must " + range);
    }

    // Boolean.valueOf takes any other text for false.
    private static Boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    /** How the values of one type are read, and what they look like. */
    private record Reading(Function<String, Object> parser, String form) {

        Object of(String given, ReturnValue value) {
            try {
                return parser.apply(given);
            } catch (IllegalArgumentException | java.time.DateTimeException unreadable) {
                throw value.refused("be " + form);
            }
        }
    }
}
