package org.bluemarble.chaos.invariants.model;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * One movement at one holder. The move of an item is two legs, -1 where it was and +1 where it is now.
 *
 * @param resource what moved
 * @param holder whose
 * @param delta gained if positive, lost if negative; exact; equal amounts of different scale are made equal
 */
public record Leg(Resource resource, Holder holder, BigDecimal delta) {

    /** Checks and normalises. */
    public Leg {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(holder, "holder");
        delta = Amounts.normal(delta);
    }

    /**
     * Makes a leg of a whole amount.
     *
     * @param resource what moved
     * @param holder whose
     * @param delta gained if positive, lost if negative
     * @return the leg
     */
    public static Leg of(Resource resource, Holder holder, long delta) {
        return new Leg(resource, holder, BigDecimal.valueOf(delta));
    }

    /** {@return for example {@code debit p1 100 gold} or {@code credit p2 item sword-7}} */
    @Override
    public String toString() {
        String verb = delta.signum() < 0 ? "debit " : "credit ";
        boolean one = resource instanceof Resource.UniqueItem && delta.abs().compareTo(BigDecimal.ONE) == 0;
        return verb + holder + " " + (one ? "" : Amounts.plain(delta.abs()) + " ") + resource;
    }
}
