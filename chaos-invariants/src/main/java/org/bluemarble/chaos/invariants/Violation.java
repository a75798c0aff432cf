package org.bluemarble.chaos.invariants;

import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * A breach of one invariant.
 *
 * @param invariant which one
 * @param count how many operations, items, accounts or resources break it; at least 1
 * @param witnesses the first of them in words; at least one, and no more than the checker was told to keep
 */
public record Violation(Invariant invariant, long count, List<Witness> witnesses) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no witness, or are more than counted
     */
    public Violation {
        Objects.requireNonNull(invariant, "invariant");
        witnesses = List.copyOf(witnesses);
        if (witnesses.isEmpty() || witnesses.size() > count) {
            throw new IllegalArgumentException(
                    "witnesses were " + witnesses.size() + " but must be between 1 and the count, which is " + count);
        }
    }

    /** {@return this violation as one line of a result file} */
    public ViolationRecord toRecord() {
        return new ViolationRecord(invariant.name(), count, witnesses.get(0).words());
    }
}
