package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much a rule may do at most. A call that a bound forbids passes undisturbed, and is counted.
 *
 * @param limit injections, from 1; {@link #UNLIMITED} for no limit of this kind
 * @param ttl time to live: how long the rule stays armed, from 1 ms up to what the {@link Ceiling} permits
 * @param perSecond injections within any second, from 1 to 10,000, or {@link #UNLIMITED}
 * @param players different players that may be touched, from 1 to 100,000, or {@link #UNLIMITED}; if bounded, calls made for
 *     nobody known are left alone
 * @param totalDelay delays that a latency may add up to, or null; one that would exceed the rest is left out
 * @param concurrent injections under way at the same time, from 1 to 1,000,000, or {@link #UNLIMITED}
 */
public record Bounds(
        long limit,
        Duration ttl,
        long perSecond,
        long players,
        @Nullable Duration totalDelay,
        long concurrent) {

    /** As many injections as the trigger gives. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** The time to live where a rule names none. */
    public static final Duration DEFAULT_TTL = Duration.ofMinutes(10);

    static final Duration SHORTEST = Duration.ofMillis(1);

    /** No limit, and the default time to live. */
    public static final Bounds DEFAULT = new Bounds(UNLIMITED, DEFAULT_TTL);

    /** The time of each is kept: 80 kB at most. */
    static final long MOST_PER_SECOND = 10_000;

    /** The name of each is kept: some 10 MB at most. */
    static final long MOST_PLAYERS = 100_000;

    static final long MOST_CONCURRENT = 1_000_000;

    public Bounds {
        Objects.requireNonNull(ttl, "ttl");
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "limit was " + limit + " but must be at least 1; disarm a rule to stop it");
        }
        requireAtLeast("ttl", ttl);
        requireCount("per-second", perSecond, MOST_PER_SECOND);
        requireCount("players", players, MOST_PLAYERS);
        requireCount("concurrent", concurrent, MOST_CONCURRENT);
        if (totalDelay != null) {
            requireAtLeast("total-delay", totalDelay);
        }
    }

    /** Bounds the number of injections and the time to live, and nothing else. */
    public Bounds(long limit, Duration ttl) {
        this(limit, ttl, UNLIMITED, UNLIMITED, null, UNLIMITED);
    }

    private static void requireCount(String name, long count, long most) {
        if (count != UNLIMITED && (count < 1 || count > most)) {
            throw new IllegalArgumentException(name + " was " + count + " but must lie between 1 and " + most);
        }
    }

    private static void requireAtLeast(String name, Duration duration) {
        if (duration.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(name + " was " + duration + " but must be at least 1ms");
        }
    }

    /** {@return these bounds with another limit} */
    public Bounds withLimit(long limit) {
        return new Bounds(limit, ttl, perSecond, players, totalDelay, concurrent);
    }

    /** {@return these bounds with another time to live} */
    public Bounds withTtl(Duration ttl) {
        return new Bounds(limit, ttl, perSecond, players, totalDelay, concurrent);
    }

    /** {@return these bounds with so many injections within any second} */
    public Bounds withPerSecond(long injections) {
        return new Bounds(limit, ttl, injections, players, totalDelay, concurrent);
    }

    /** {@return these bounds with so many different players} */
    public Bounds withPlayers(long players) {
        return new Bounds(limit, ttl, perSecond, players, totalDelay, concurrent);
    }

    /** {@return these bounds with so much delay added in all} */
    public Bounds withTotalDelay(Duration delay) {
        return new Bounds(limit, ttl, perSecond, players, Objects.requireNonNull(delay, "delay"), concurrent);
    }

    /** {@return these bounds with so many injections under way at the same time} */
    public Bounds withConcurrent(long injections) {
        return new Bounds(limit, ttl, perSecond, players, totalDelay, injections);
    }

    /** These bounds without those that depend on when and for whom calls come. */
    Bounds limitAlone() {
        return new Bounds(limit, ttl);
    }

    /** Whether there is any bound on single injections besides the limit. */
    boolean hasMoreThanLimit() {
        return perSecond != UNLIMITED || players != UNLIMITED || totalDelay != null || concurrent != UNLIMITED;
    }
}
