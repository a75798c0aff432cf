package org.bluemarble.sample.game.economy;

import java.util.regex.Pattern;

/**
 * A player's name, which is also the name of their wallet and bag.
 *
 * @param name 1 to 32 characters of {@code a-z}, {@code 0-9} and {@code -}; lower case only, so that no player can be
 *     called like a system holder ({@link Leg#MINT})
 */
public record PlayerId(String name) implements Comparable<PlayerId> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,32}");

    /**
     * Checks the name's shape.
     *
     * @throws IllegalArgumentException if {@code name} has another shape
     */
    public PlayerId {
        requireValid(name);
    }

    /**
     * Checks a name's shape.
     *
     * @throws IllegalArgumentException if {@code name} cannot be a player's
     */
    public static void requireValid(String name) {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "player was '" + name + "' but must be 1 to 32 characters of a-z, 0-9 and -; names are lower case");
        }
    }

    @Override
    public int compareTo(PlayerId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
