package org.bluemarble.chaos;

import java.util.SplittableRandom;

/** The seed of an engine that was given none: the one that the JVM was told, or a random one. */
final class DefaultSeed {

    private static final String RANDOM = "random";

    private DefaultSeed() {}

    /** @throws IllegalArgumentException if the system property is no seed */
    static long next() {
        String told = System.getProperty(ChaosBuilder.SEED_PROPERTY, RANDOM).strip();
        if (told.isEmpty() || told.equals(RANDOM)) {
            // Not SecureRandom: it would load the security providers before the server's main class can configure them.
            return new SplittableRandom().nextLong();
        }
        try {
            return Long.parseLong(told);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("system property " + ChaosBuilder.SEED_PROPERTY + " was '" + told
                    + "' but must be '" + RANDOM + "' or a whole number from " + Long.MIN_VALUE + " to "
                    + Long.MAX_VALUE);
        }
    }
}
