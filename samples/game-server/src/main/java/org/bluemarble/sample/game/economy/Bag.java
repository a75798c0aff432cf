package org.bluemarble.sample.game.economy;

import java.util.List;

/**
 * What a player carries.
 *
 * @param gold pieces of gold
 * @param items ids of unique items, in slot order
 */
public record Bag(long gold, List<String> items) {
    /** Copies the list. */
    public Bag {
        items = List.copyOf(items);
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if {@code text} is something else
     */
    public static Bag parse(String text) {
        int space = text.indexOf(" items=");
        if (!text.startsWith("gold=") || space < 0) {
            throw new IllegalArgumentException(
                    "bag was '" + text + "' but must read like 'gold=10 items=alice.1,bob.2'");
        }
        String items = text.substring(space + " items=".length());
        return new Bag(
                Long.parseLong(text.substring("gold=".length(), space)),
                items.isEmpty() ? List.of() : List.of(items.split(",")));
    }

    /** {@return {@code gold=10 items=alice.1,bob.2}: the text of protocol replies} */
    @Override
    public String toString() {
        return "gold=" + gold + " items=" + String.join(",", items);
    }
}
