package org.bluemarble.chaos.invariants;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.invariants.model.Invariant;

/** Counts every breach of one invariant and keeps the first few as witnesses, so that a broken economy fits in memory too. */
final class Breaches {

    private final Invariant invariant;
    private final int mostWitnesses;
    private final List<Witness> witnesses = new ArrayList<>();
    private long count;

    Breaches(Invariant invariant, int mostWitnesses) {
        this.invariant = invariant;
        this.mostWitnesses = mostWitnesses;
    }

    void add(String subject, String words) {
        if (wantsWitness()) {
            witnesses.add(new Witness(subject, words));
        }
        count++;
    }

    /** Counts a breach whose words come later, when the query that found it has ended. */
    void count() {
        count++;
    }

    /** Gives the words of a breach that was counted. */
    void witness(String subject, String words) {
        witnesses.add(new Witness(subject, words));
    }

    boolean wantsWitness() {
        return count < mostWitnesses;
    }

    Verdict verdict() {
        return count == 0 ? Verdict.holds() : new Verdict.Violated(List.of(new Violation(invariant, count, witnesses)));
    }
}
