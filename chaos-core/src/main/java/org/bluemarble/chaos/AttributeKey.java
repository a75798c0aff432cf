package org.bluemarble.chaos;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The name and type of one attribute of a call, for example {@code table} or {@code player}. Keys are interned: equal
 * names of one type are the same object, so that reading an attribute is a comparison of references.
 */
public final class AttributeKey {

    /** What values an attribute has. */
    public enum Type {
        /** A {@link String}, or a collection of strings, of which any may match. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        FLAG
    }

    /**
     * One map for each type: if a type were fixed by whoever names an attribute first, a rule with a mistaken one would
     * break the target module that is loaded later.
     */
    private static final Map<Type, ConcurrentMap<String, AttributeKey>> KEYS = new EnumMap<>(Map.of(
            Type.TEXT, new ConcurrentHashMap<>(),
            Type.NUMBER, new ConcurrentHashMap<>(),
            Type.FLAG, new ConcurrentHashMap<>()));

    /** The player on whose behalf the call is made; read from the {@link ChaosContext}. */
    public static final AttributeKey PLAYER = text("player");

    /** The player's session; read from the {@link ChaosContext}. */
    public static final AttributeKey SESSION = text("session");

    /** The shard or world in which the work is done; read from the {@link ChaosContext}. */
    public static final AttributeKey SHARD = text("shard");

    /** What is being done, such as {@code trade} or {@code login}; read from the {@link ChaosContext}. */
    public static final AttributeKey OPERATION = text("operation");

    /** The test on whose behalf the call is made; read from the {@link ChaosContext}. */
    public static final AttributeKey TEST = text("test");

    private final String name;
    private final Type type;

    private AttributeKey(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    /** {@return the text attribute of this name} */
    public static AttributeKey text(String name) {
        return of(name, Type.TEXT);
    }

    /** {@return the number attribute of this name} */
    public static AttributeKey number(String name) {
        return of(name, Type.NUMBER);
    }

    /** {@return the flag attribute of this name} */
    public static AttributeKey flag(String name) {
        return of(name, Type.FLAG);
    }

    /** {@return the attribute of this name and type} */
    public static AttributeKey of(String name, Type type) {
        Objects.requireNonNull(name, "name");
        ConcurrentMap<String, AttributeKey> keys = Objects.requireNonNull(KEYS.get(type), "type");
        return keys.computeIfAbsent(name, unused -> new AttributeKey(name, type));
    }

    /** {@return the attribute's name in rules} */
    public String name() {
        return name;
    }

    /** {@return what values the attribute has} */
    public Type type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }
}
