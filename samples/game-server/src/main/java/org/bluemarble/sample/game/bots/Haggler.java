package org.bluemarble.sample.game.bots;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bluemarble.sample.game.economy.Bag;
import org.bluemarble.sample.game.economy.Stake;
import org.bluemarble.sample.game.economy.TradeTerms;

/** Thinks up trades: an item sold, an item swapped, gold for gold. */
final class Haggler {
    /** Small against the starting gold, so that hardly anybody runs out of it. */
    private static final int MAX_PRICE = 20;

    private final RandomGenerator random;

    Haggler(RandomGenerator random) {
        this.random = random;
    }

    /** {@return terms that both could keep when they last looked; empty if they have nothing to trade} */
    Optional<TradeTerms> between(Bot a, Bot b) {
        Stake fromA;
        Stake fromB;
        switch (random.nextInt(4)) {
            case 0 -> {
                fromA = item(a.bag());
                fromB = item(b.bag());
            }
            case 1 -> {
                fromA = gold(a.bag());
                fromB = gold(b.bag());
            }
            default -> {
                fromA = gold(a.bag());
                fromB = item(b.bag());
            }
        }
        boolean movesNothing = fromA.item() == null && fromB.item() == null && fromA.gold() == fromB.gold();
        // After a fault doubled an item, two bots may each hold a copy; swapping one for the other is no trade.
        boolean isSameItem = fromA.item() != null && fromA.item().equals(fromB.item());
        return movesNothing || isSameItem
                ? Optional.empty()
                : Optional.of(new TradeTerms(a.player(), fromA, b.player(), fromB));
    }

    private Stake item(Bag bag) {
        return bag.items().isEmpty()
                ? gold(bag)
                : Stake.ofItem(bag.items().get(random.nextInt(bag.items().size())));
    }

    private Stake gold(Bag bag) {
        long most = Math.min(MAX_PRICE, bag.gold());
        return most < 1 ? Stake.NOTHING : Stake.ofGold(1 + random.nextLong(most));
    }
}
