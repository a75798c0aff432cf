package org.bluemarble.chaos;

import java.util.Objects;

/**
 * Fires in bursts, as a bad line does: the model of Gilbert (1960) and Elliott (1963), a chain of two states that every
 * selected call takes one step of. The lengths of bursts and gaps are geometrically distributed around their means.
 *
 * <p>Whether call n lies in a burst depends on the seed, the rule and n alone: the chain is walked back from n to the last
 * call whose draw gives the same state whatever came before it (coupling from the past; Propp and Wilson, 1996). That takes
 * no more steps than the mean burst, on average.
 *
 * @param meanCalls mean length of a burst in selected calls, from 1 to 1000
 * @param meanGap mean length of a gap between bursts in selected calls, from 1 to 1,000,000; more than 1 if bursts are of 1
 * @param inside how likely a call in a burst is to fire
 * @param outside how likely any other call is to fire; less than {@code inside}
 */
public record Burst(long meanCalls, long meanGap, Probability inside, Probability outside) implements Trigger {

    /** A decision walks back about as many calls as a burst has: this many take a microsecond or two. */
    static final long LONGEST_BURST = 1_000;

    static final long LONGEST_GAP = 1_000_000;

    public Burst {
        Objects.requireNonNull(inside, "inside");
        Objects.requireNonNull(outside, "outside");
        require("burst", meanCalls, LONGEST_BURST);
        require("gap", meanGap, LONGEST_GAP);
        if (meanCalls + meanGap == 2) {
            throw new IllegalArgumentException(
                    "burst was 1 and gap 1, but one of them must be longer; every=2 alternates");
        }
        if (inside.compareTo(outside) <= 0) {
            throw new IllegalArgumentException(
                    "inside was " + inside.value() + " but must be above outside, which was " + outside.value());
        }
    }

    private static void require(String name, long calls, long longest) {
        if (calls < 1 || calls > longest) {
            throw new IllegalArgumentException(name + " was " + calls + " calls but must lie between 1 and " + longest);
        }
    }

    @Override
    public boolean fires(long stream, long n) {
        Probability chance = isInBurst(stream, n) ? inside : outside;
        return DecisionStream.uniform(stream, n, DecisionStream.TRIGGER_LANE) < chance.value();
    }

    /** Whether call {@code n} lies in a burst. */
    boolean isInBurst(long stream, long n) {
        double begins = 1.0 / meanGap;
        double lasts = 1 - 1.0 / meanCalls;
        double surelyInside = Math.min(begins, lasts);
        double surelyOutside = Math.max(begins, lasts);
        // Between the two a call keeps the state it came with, or changes it if bursts and gaps are both very short.
        boolean swaps = begins > lasts;
        boolean swapped = false;
        for (long call = n; ; call--) {
            double drawn = DecisionStream.uniform(stream, call, DecisionStream.BURST_LANE);
            if (drawn < surelyInside || drawn >= surelyOutside) {
                return (drawn < surelyInside) != swapped;
            }
            swapped ^= swaps;
        }
    }

    /** {@return the share of many selected calls on which it fires, where no more than {@code most} may} */
    double share(double most) {
        double fired = meanCalls * Math.min(most, inside.value()) + meanGap * Math.min(most, outside.value());
        return fired / (meanCalls + meanGap);
    }
}
