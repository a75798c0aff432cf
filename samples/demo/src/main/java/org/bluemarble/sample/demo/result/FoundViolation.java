package org.bluemarble.sample.demo.result;

import java.util.List;

/**
 * A breach of one invariant in one run.
 *
 * @param invariant its short name, for example {@code I9}
 * @param title what must hold, in words
 * @param count how many operations, items or accounts break it
 * @param witnesses the first of them in words; at least one
 */
public record FoundViolation(String invariant, String title, long count, List<String> witnesses) {
    /**
     * Copies the witnesses.
     *
     * @throws IllegalArgumentException if there is none: a claim without a proof is not reported
     */
    public FoundViolation {
        witnesses = List.copyOf(witnesses);
        if (witnesses.isEmpty()) {
            throw new IllegalArgumentException("witnesses of " + invariant + " were empty but must hold at least one");
        }
    }

    /** {@return {@code I9 x3}} */
    public String brief() {
        return invariant + " x" + count;
    }
}
