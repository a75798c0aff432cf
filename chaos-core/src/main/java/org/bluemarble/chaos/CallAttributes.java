package org.bluemarble.chaos;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one call. The target passes itself or a reused object; the engine asks only for what some armed rule's
 * selector names, and only after the point turned out to be armed. So attributes cost nothing until asked.
 *
 * <p>Asked on the calling thread only, and not kept.
 */
public interface CallAttributes {

    /**
     * The answer for an attribute that exists but cannot be known for this call. A rule that asks for it does not match,
     * and the rule's counters say so; a guess would disturb the wrong call.
     */
    Object UNKNOWN = new Object() {
        @Override
        public String toString() {
            return "unknown";
        }
    };

    /** A call without attributes of its own; those of the {@link ChaosContext} still count. */
    CallAttributes NONE = key -> null;

    /**
     * Returns an attribute's value.
     *
     * @return a {@link String}, a {@link java.util.Collection} of strings, a {@link Long} or a {@link Boolean} as the
     *     key's type says; null if the call has no such attribute; {@link #UNKNOWN} if it cannot be known
     */
    @Nullable
    Object get(AttributeKey key);

    /**
     * Returns a number without boxing it. Asked only for keys of {@link AttributeKey.Type#NUMBER}.
     *
     * @return the number, or {@link Long#MIN_VALUE} if the call has none or it is unknown
     */
    default long getLong(AttributeKey key) {
        return get(key) instanceof Long number ? number : Long.MIN_VALUE;
    }

    /**
     * Returns the engine that this call belongs to because of the object it is made on, such as a wrapped data source.
     *
     * @return the engine, or null to take that of the {@link ChaosContext}
     */
    default @Nullable Chaos engine() {
        return null;
    }

    /** {@return whether the target schedules the delays and hangs of this call, so that they block no thread} */
    default boolean delaysWithoutBlocking() {
        return false;
    }

    /**
     * Asked after a rule's selector has matched, before the rule counts the call: for what passes a point several times and
     * is one call all the same, as a message that goes from handler to handler.
     *
     * @return whether the rule has not counted this call yet
     */
    default boolean isNewTo(ArmedRule rule) {
        return true;
    }
}
