package org.bluemarble.chaos;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The name and type of one attribute of a call, for example {@code table} or {@code player}. Keys are interned: equal
 * names are the same object, so that reading an attribute is a comparison of references.
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

    private static final ConcurrentMap<String, AttributeKey> KEYS = new ConcurrentHashMap<>();

    /** The player on whose behalf the call is made; read from the {@link ChaosContext}. */
    public static final AttributeKey PLAYER = text("player");

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

    /**
     * Returns the attribute of this name and type.
     *
     * @throws IllegalArgumentException if the name is in use with another type
     */
    public static AttributeKey of(String name, Type type) {
        Objects.requireNonNull(name, "name");
        AttributeKey key = KEYS.computeIfAbsent(name, unused -> new AttributeKey(name, type));
        if (key.type != type) {
            throw new IllegalArgumentException(
                    "attribute '" + name + "' was declared as " + type + " but is " + key.type + " elsewhere");
        }
        return key;
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
