package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM may ever do. Given when the engine is built, and not changed while it runs.
 *
 * @param allowedDestructive names of the destructive faults that may be armed, for example {@code crash}
 * @param highestTtl no rule stays armed longer; at most seven days
 * @param highestShare no rule may disturb a larger share of its selected calls, except that a rule that disturbs one call
 *     in all always may
 * @param closed why nothing may be armed at all, or null
 */
public record Ceiling(
        Set<String> allowedDestructive,
        Duration highestTtl,
        Probability highestShare,
        @Nullable String closed) {

    /** The highest time to live where no ceiling says otherwise. */
    public static final Duration DEFAULT_HIGHEST_TTL = Duration.ofHours(1);

    /** No ceiling permits a longer time to live: a fault that is wanted for more than a week is a setting. */
    public static final Duration LONGEST_TTL = Duration.ofDays(7);

    /** No destructive fault, an hour at most, any share. */
    public static final Ceiling DEFAULT = new Ceiling(Set.of(), DEFAULT_HIGHEST_TTL, Probability.ONE, null);

    public Ceiling {
        allowedDestructive = Set.copyOf(allowedDestructive);
        Objects.requireNonNull(highestTtl, "highestTtl");
        Objects.requireNonNull(highestShare, "highestShare");
        if (highestTtl.isNegative() || highestTtl.isZero() || highestTtl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException(
                    "highest ttl was " + highestTtl + " but must lie above zero and up to " + LONGEST_TTL);
        }
    }

    /** {@return this ceiling with these destructive faults allowed and no others} */
    public Ceiling allowing(String... destructiveFaults) {
        return new Ceiling(Set.of(destructiveFaults), highestTtl, highestShare, closed);
    }

    /** {@return this ceiling with another highest time to live} */
    public Ceiling withHighestTtl(Duration ttl) {
        return new Ceiling(allowedDestructive, ttl, highestShare, closed);
    }

    /** {@return this ceiling with another highest share of calls} */
    public Ceiling withHighestShare(Probability share) {
        return new Ceiling(allowedDestructive, highestTtl, share, closed);
    }

    /**
     * Returns the ceiling under which nothing may be armed: for a ceiling that was asked for and could not be read.
     *
     * @param reason what a user who arms a rule is told
     */
    public static Ceiling closed(String reason) {
        return new Ceiling(Set.of(), DEFAULT_HIGHEST_TTL, Probability.ZERO, Objects.requireNonNull(reason, "reason"));
    }
}
