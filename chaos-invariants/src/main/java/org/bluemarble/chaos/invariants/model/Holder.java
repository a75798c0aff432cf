package org.bluemarble.chaos.invariants.model;

import java.util.Objects;

/**
 * Who can own. {@link Mint} and {@link Sink} stand for the world outside the accounts: because creation is a leg against the
 * mint and destruction a leg against the sink, every operation sums to zero.
 */
public sealed interface Holder {

    /** {@return the name the ledger uses} */
    String name();

    /** {@return whether this is the mint or a sink, whose balances are not wealth} */
    default boolean isOutside() {
        return !(this instanceof Account);
    }

    /**
     * A wallet, inventory, guild bank, auction lot, mail, escrow, patch of ground or transit between shards.
     *
     * @param name the name the ledger uses
     */
    record Account(String name) implements Holder {
        /** Checks. */
        public Account {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Where things come from: faucets, loot, starting kits.
     *
     * @param name the name the ledger uses
     */
    record Mint(String name) implements Holder {
        /** Checks. */
        public Mint {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Where things go for good: fees, repairs, destroyed items.
     *
     * @param name the name the ledger uses
     */
    record Sink(String name) implements Holder {
        /** Checks. */
        public Sink {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
