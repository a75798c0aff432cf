package org.bluemarble.sample.game.economy;

import java.util.ArrayList;
import java.util.List;

/**
 * What a new character gets: the only faucet of a lone shard, written to the ledger against {@link Leg#MINT}.
 *
 * @param gold pieces of gold, 0 to {@link Stake#MAX_GOLD}
 * @param items number of unique items, 0 to 50
 */
public record StartingKit(long gold, int items) {
    private static final String[] TEMPLATES = {"sword", "shield", "ring", "lantern", "cloak"};
    private static final int MAX_ITEMS = 50;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public StartingKit {
        if (gold < 0 || gold > Stake.MAX_GOLD) {
            throw new IllegalArgumentException(
                    "starting gold was " + gold + " but must lie between 0 and " + Stake.MAX_GOLD);
        }
        if (items < 0 || items > MAX_ITEMS) {
            throw new IllegalArgumentException("starting items were " + items + " but must lie between 0 and "
                    + MAX_ITEMS + "; a bag is a message and must fit into a frame");
        }
    }

    /** {@return the item ids of this player's kit: {@code alice.1}, {@code alice.2} …, the same at every try} */
    List<String> itemsOf(PlayerId player) {
        List<String> ids = new ArrayList<>(items);
        for (int number = 1; number <= items; number++) {
            ids.add(player.name() + "." + number);
        }
        return ids;
    }

    static String templateOf(int index) {
        return TEMPLATES[index % TEMPLATES.length];
    }

    List<Leg> legsFor(PlayerId player) {
        List<Leg> legs = new ArrayList<>();
        if (gold > 0) {
            legs.add(Leg.gold(Leg.MINT, -gold));
            legs.add(Leg.gold(player.name(), gold));
        }
        for (String item : itemsOf(player)) {
            legs.add(Leg.item(Leg.MINT, -1, item));
            legs.add(Leg.item(player.name(), +1, item));
        }
        return legs;
    }
}
