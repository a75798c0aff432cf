package org.bluemarble.chaos.invariants;

import java.util.Objects;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * The verdict on one invariant.
 *
 * @param invariant which one
 * @param verdict what can be said
 */
public record Finding(Invariant invariant, Verdict verdict) {

    /** Checks. */
    public Finding {
        Objects.requireNonNull(invariant, "invariant");
        Objects.requireNonNull(verdict, "verdict");
    }
}
