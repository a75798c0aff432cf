package org.bluemarble.chaos.invariants;

/**
 * What the fact log says, in numbers.
 *
 * @param acknowledged answers that said done
 * @param refused answers that said failed
 * @param inDoubtApplied operations without an answer that turned out to have taken effect
 * @param inDoubtAbsent operations without an answer that turned out to have no effect, for good
 * @param inDoubtRunning operations without an answer or effect that may still take effect
 */
public record OutcomeTally(
        long acknowledged, long refused, long inDoubtApplied, long inDoubtAbsent, long inDoubtRunning) {

    /** {@return a tally of no facts} */
    public static OutcomeTally none() {
        return new OutcomeTally(0, 0, 0, 0, 0);
    }

    /** {@return operations whose client was told nothing} */
    public long inDoubt() {
        return inDoubtApplied + inDoubtAbsent + inDoubtRunning;
    }

    @Override
    public String toString() {
        return String.format(
                "%,d acknowledged, %,d refused, %,d in doubt (%,d took effect, %,d did not, %,d may still)",
                acknowledged, refused, inDoubt(), inDoubtApplied, inDoubtAbsent, inDoubtRunning);
    }
}
