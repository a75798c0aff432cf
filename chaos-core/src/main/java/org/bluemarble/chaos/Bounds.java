package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a rule may do at most.
 *
 * @param limit injections, from 1; {@link #UNLIMITED} for no limit of this kind
 * @param ttl time to live: how long the rule stays armed, from 1 ms up to what the {@link Ceiling} permits
 */
public record Bounds(long limit, Duration ttl) {

    /** As many injections as the trigger gives. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** The time to live where a rule names none. */
    public static final Duration DEFAULT_TTL = Duration.ofMinutes(10);

    /** No limit, and the default time to live. */
    public static final Bounds DEFAULT = new Bounds(UNLIMITED, DEFAULT_TTL);

    public Bounds {
        Objects.requireNonNull(ttl, "ttl");
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "limit was " + limit + " but must be at least 1; disarm a rule to stop it");
        }
        if (ttl.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("ttl was " + ttl + " but must be at least 1ms");
        }
    }

    /** {@return these bounds with another limit} */
    public Bounds withLimit(long limit) {
        return new Bounds(limit, ttl);
    }

    /** {@return these bounds with another time to live} */
    public Bounds withTtl(Duration ttl) {
        return new Bounds(limit, ttl);
    }
}
