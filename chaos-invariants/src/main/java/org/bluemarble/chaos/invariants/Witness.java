package org.bluemarble.chaos.invariants;

import java.util.Objects;

/**
 * What proves a violation: the rows, in words.
 *
 * @param subject the id of what it is about: an operation, an item, an account or a resource
 * @param words what was found and what must be
 */
public record Witness(String subject, String words) {

    /** Checks. */
    public Witness {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(words, "words");
    }

    @Override
    public String toString() {
        return words;
    }
}
