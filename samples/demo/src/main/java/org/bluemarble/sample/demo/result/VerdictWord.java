package org.bluemarble.sample.demo.result;

import java.util.Locale;

/** A verdict without its reasons, as tables and result files spell it. */
public enum VerdictWord {
    /** Every invariant holds. */
    HOLDS,
    /** Nothing can be said for certain. */
    UNKNOWN,
    /** At least one invariant is broken. */
    VIOLATED;

    /** {@return {@code holds}, {@code unknown} or {@code violated}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a verdict's word.
     *
     * @throws IllegalArgumentException if it is none of the three
     */
    public static VerdictWord of(String word) {
        for (VerdictWord verdict : values()) {
            if (verdict.word().equals(word)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("verdict was '" + word + "' but must be holds, unknown or violated");
    }
}
