package org.bluemarble.sample.game.economy;

import org.jspecify.annotations.Nullable;

/**
 * One side of a movement, as the ledger stores it: double entry, so the legs of an operation sum to zero per resource.
 *
 * @param resource {@link #GOLD} or {@link #ITEM}
 * @param holder a player's name or {@link #MINT}
 * @param delta gained if positive, lost if negative; never 0; plus or minus 1 for an item
 * @param item the item's id, null for gold
 */
public record Leg(
        String resource,
        String holder,
        long delta,
        @Nullable String item) {
    /** The ledger's name for gold. */
    public static final String GOLD = "GOLD";

    /** The ledger's name for unique items. */
    public static final String ITEM = "ITEM";

    /** The system holder that every faucet draws from; its balance is minus all that was ever made. */
    public static final String MINT = "MINT";

    static Leg gold(String holder, long delta) {
        return new Leg(GOLD, holder, delta, null);
    }

    static Leg item(String holder, int delta, String item) {
        return new Leg(ITEM, holder, delta, item);
    }

    /** {@return whether the holder loses by this leg} */
    public boolean isDebit() {
        return delta < 0;
    }

    /** {@return {@code GOLD:alice:-10} or {@code ITEM:bob:+1:alice.3}: the spelling of fact logs} */
    @Override
    public String toString() {
        String amount = delta < 0 ? Long.toString(delta) : "+" + delta;
        return resource + ":" + holder + ":" + amount + (item == null ? "" : ":" + item);
    }
}
