package org.bluemarble.chaos.invariants.model;

import java.util.List;
import java.util.Objects;

/**
 * One thing a player asked for, as the movements it consists of. It takes effect with all of its legs or not at all, and at
 * most once, however often its id is sent.
 *
 * @param id the operation id, chosen by the client before it first sends
 * @param kind for example {@code trade}
 * @param actor who asked
 * @param legs the movements; balanced if they sum to zero for each resource
 */
public record Operation(String id, String kind, String actor, List<Leg> legs) {

    /** Checks and copies. */
    public Operation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(actor, "actor");
        legs = List.copyOf(legs);
    }

    /** {@return what the legs sum to for each resource; zero for an operation that neither mints nor loses} */
    public Totals<Resource> imbalance() {
        Totals<Resource> sum = Totals.zero();
        for (Leg leg : legs) {
            sum = sum.plus(leg.resource(), leg.delta());
        }
        return sum;
    }

    /** {@return whether the legs sum to zero for each resource} */
    public boolean isBalanced() {
        return imbalance().isZero();
    }
}
