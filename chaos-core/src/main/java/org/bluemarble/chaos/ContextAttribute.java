package org.bluemarble.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a {@link ChaosContext} says of the calls made in it, whatever the point. */
enum ContextAttribute {
    PLAYER(0, AttributeKey.PLAYER, "the player on whose behalf the call is made"),
    SESSION(1, AttributeKey.SESSION, "the player's session"),
    SHARD(2, AttributeKey.SHARD, "the shard or world in which the work is done"),
    OPERATION(3, AttributeKey.OPERATION, "what the player or the server is doing, such as trade or login"),
    TEST(4, AttributeKey.TEST, "the test on whose behalf the call is made"),
    /** Stands for every other attribute. */
    NONE(-1, AttributeKey.text(""), "");

    /** How many a context has values for. */
    static final int SLOTS = 5;

    private final int slot;

    // Immutable, both of them, though nothing but their javadoc says so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final AttributeKey key;

    @SuppressWarnings("ImmutableEnumChecker")
    private final AttributeDescriptor descriptor;

    ContextAttribute(int slot, AttributeKey key, String summary) {
        this.slot = slot;
        this.key = key;
        this.descriptor =
                AttributeDescriptor.of(key.name(), key.type(), summary).single();
    }

    /** {@return the attribute of this key, or {@link #NONE}} */
    static ContextAttribute of(AttributeKey key) {
        for (ContextAttribute one : values()) {
            if (one.key == key) {
                return one;
            }
        }
        return NONE;
    }

    static Optional<AttributeDescriptor> named(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    static List<AttributeDescriptor> all() {
        return Arrays.stream(values())
                .filter(one -> one != NONE)
                .map(one -> one.descriptor)
                .toList();
    }

    /** {@return where a context keeps its value, from 0} */
    int slot() {
        return slot;
    }

    AttributeKey key() {
        return key;
    }
}
