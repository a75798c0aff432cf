package org.bluemarble.chaos.invariants.model;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Who holds how much of what: the fold of all legs so far. Immutable.
 *
 * @param totals one amount per account and resource, the mint and the sinks included
 */
public record Balances(Totals<Balances.Of> totals) {

    /**
     * Whose amount of what.
     *
     * @param holder whose
     * @param resource of what
     */
    public record Of(Holder holder, Resource resource) {}

    /** {@return balances in which nobody has anything} */
    public static Balances none() {
        return new Balances(Totals.zero());
    }

    /**
     * Applies an operation once.
     *
     * @param operation what takes effect
     * @return the balances afterwards
     */
    public Balances apply(Operation operation) {
        return new Balances(totals.plus(movements(operation)));
    }

    /**
     * Takes an operation back once.
     *
     * @param operation what had taken effect
     * @return the balances without it
     */
    public Balances undo(Operation operation) {
        return new Balances(totals.plus(movements(operation).negated()));
    }

    private static Totals<Of> movements(Operation operation) {
        Totals<Of> movements = Totals.zero();
        for (Leg leg : operation.legs()) {
            movements = movements.plus(new Of(leg.holder(), leg.resource()), leg.delta());
        }
        return movements;
    }

    /**
     * Reads one balance.
     *
     * @param holder whose
     * @param resource of what
     * @return the amount, zero if there is none
     */
    public BigDecimal of(Holder holder, Resource resource) {
        return totals.of(new Of(holder, resource));
    }

    /**
     * Sums over all accounts.
     *
     * @param resource of what
     * @return the wealth in the world, without the mint and the sinks
     */
    public BigDecimal held(Resource resource) {
        return sum(resource, false);
    }

    /**
     * Sums over the mint and the sinks.
     *
     * @param resource of what
     * @return minus what was minted, plus what was sunk; for balanced operations {@code held + outside} never changes
     */
    public BigDecimal outside(Resource resource) {
        return sum(resource, true);
    }

    private BigDecimal sum(Resource resource, boolean outside) {
        return totals.amounts().entrySet().stream()
                .filter(entry -> entry.getKey().resource().equals(resource))
                .filter(entry -> entry.getKey().holder().isOutside() == outside)
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
