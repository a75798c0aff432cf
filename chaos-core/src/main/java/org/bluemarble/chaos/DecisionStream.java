package org.bluemarble.chaos;

import java.util.function.DoubleSupplier;

/**
 * Random numbers that depend on nothing but (seed, rule, call, lane): there is no state to contend for, and a replay
 * with the same seed draws the same numbers whatever the threads do.
 *
 * <p>The mixer is MurmurHash3's 64-bit finaliser in the variant of Steele, Lea and Flood, "Fast Splittable Pseudorandom
 * Number Generators" (OOPSLA 2014), as {@link java.util.SplittableRandom} uses it.
 */
final class DecisionStream {

    /** Lanes keep draws for different purposes apart, so that adding one does not change the others. */
    static final int TRIGGER_LANE = 0;

    static final int DELAY_LANE = 1;

    /** Below those that faults draw from and above those of a delay, which takes as many as it needs. */
    static final int BURST_LANE = 50;

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private DecisionStream() {}

    /** The seed of one rule's stream. */
    static long of(long seed, String ruleId) {
        long hash = seed;
        for (int i = 0; i < ruleId.length(); i++) {
            hash = mix(hash + GOLDEN_GAMMA * (ruleId.charAt(i) + 1L));
        }
        return hash;
    }

    /** One number in [0, 1). */
    static double uniform(long stream, long n, int lane) {
        long bits = mix(mix(stream + GOLDEN_GAMMA * n) + GOLDEN_GAMMA * lane);
        // 53 random bits make every double in [0, 1) with that spacing equally likely.
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** As many numbers in [0, 1) as one decision needs. */
    static DoubleSupplier draws(long stream, long n, int lane) {
        return new DoubleSupplier() {
            private int next = lane;

            @Override
            public double getAsDouble() {
                return uniform(stream, n, next++);
            }
        };
    }

    private static long mix(long z) {
        long mixed = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
