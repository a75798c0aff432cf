package org.bluemarble.sample.game.economy;

import org.jspecify.annotations.Nullable;

/**
 * What one player puts into a trade.
 *
 * @param gold pieces of gold, 0 to {@value #MAX_GOLD}
 * @param item the id of a unique item, or null for none
 */
public record Stake(long gold, @Nullable String item) {
    /** Far below {@code Long.MAX_VALUE}, so that no sum of two stakes and a balance can overflow. */
    public static final long MAX_GOLD = 1_000_000_000L;

    /** A stake of nothing. */
    public static final Stake NOTHING = new Stake(0, null);

    private static final int MAX_ITEM_LENGTH = 48;

    /**
     * Checks the ranges: a negative amount would let a player take by giving.
     *
     * @throws IllegalArgumentException if the gold is out of range, or the item's id is empty or longer than 48
     */
    public Stake {
        if (gold < 0 || gold > MAX_GOLD) {
            throw new IllegalArgumentException("stake.gold was " + gold + " but must lie between 0 and " + MAX_GOLD
                    + "; take gold by asking for it in the other player's stake");
        }
        if (item != null && (item.isEmpty() || item.length() > MAX_ITEM_LENGTH)) {
            throw new IllegalArgumentException("stake.item was '" + item + "' but must be 1 to " + MAX_ITEM_LENGTH
                    + " characters; leave it out for none");
        }
    }

    /** {@return a stake of gold alone} */
    public static Stake ofGold(long gold) {
        return new Stake(gold, null);
    }

    /** {@return a stake of one item alone} */
    public static Stake ofItem(String item) {
        return new Stake(0, item);
    }
}
