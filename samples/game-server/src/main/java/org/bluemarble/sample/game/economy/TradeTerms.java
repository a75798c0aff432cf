package org.bluemarble.sample.game.economy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What two players agree to exchange. Both confirm the same terms; the terms are part of the request, so a client that
 * changes them between two tries is found out by {@link #requestHash()}.
 *
 * @param a the player who offers
 * @param fromA what {@code a} gives
 * @param b the player who is asked
 * @param fromB what {@code b} gives
 */
public record TradeTerms(PlayerId a, Stake fromA, PlayerId b, Stake fromB) {
    /**
     * Checks that the terms move something between two players.
     *
     * @throws IllegalArgumentException if both players are the same, the same item stands on both sides, or nothing
     *     would move
     */
    public TradeTerms {
        if (a.equals(b)) {
            throw new IllegalArgumentException("trade.b was '" + b + "' but must be another player than trade.a");
        }
        if (fromA.item() != null && fromA.item().equals(fromB.item())) {
            throw new IllegalArgumentException(
                    "trade.fromB.item was '" + fromB.item() + "' but must be another item than trade.fromA.item");
        }
        if (fromA.item() == null && fromB.item() == null && fromA.gold() == fromB.gold()) {
            throw new IllegalArgumentException(
                    "trade moved nothing but must move gold or an item; equal amounts of gold cancel out");
        }
    }

    /** {@return whether {@code player} is one of the two} */
    public boolean involves(PlayerId player) {
        return a.equals(player) || b.equals(player);
    }

    /** {@return gold that {@code a} gains on balance; {@code b} gains its negative} */
    public long netGoldOfA() {
        return fromB.gold() - fromA.gold();
    }

    /**
     * {@return the movements, debits first} Gold is netted: at most one gold leg per player, so that no two legs of one
     * operation are alike, and two alike in a ledger prove a double application.
     */
    public List<Leg> legs() {
        List<Leg> legs = new ArrayList<>(6);
        long net = netGoldOfA();
        if (net != 0) {
            legs.add(Leg.gold(a.name(), net));
            legs.add(Leg.gold(b.name(), -net));
        }
        move(fromA, a, b, legs);
        move(fromB, b, a, legs);
        legs.sort((one, two) -> Boolean.compare(two.isDebit(), one.isDebit()));
        return List.copyOf(legs);
    }

    /** {@return what one of the two carries after the trade, given what they carried before} */
    public Bag appliedTo(PlayerId player, Bag before) {
        Stake given = player.equals(a) ? fromA : fromB;
        Stake taken = player.equals(a) ? fromB : fromA;
        List<String> items = new ArrayList<>(before.items());
        if (given.item() != null) {
            items.remove(given.item());
        }
        if (taken.item() != null) {
            items.add(taken.item());
        }
        return new Bag(before.gold() - given.gold() + taken.gold(), items);
    }

    /** {@return the SHA-256 of the terms, as 64 hexadecimal digits} */
    public String requestHash() {
        String canonical = "trade|" + a + "|" + fromA.gold() + "|" + fromA.item() + "|" + b + "|" + fromB.gold() + "|"
                + fromB.item();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void move(Stake stake, PlayerId giver, PlayerId taker, List<Leg> legs) {
        if (stake.item() != null) {
            legs.add(Leg.item(giver.name(), -1, stake.item()));
            legs.add(Leg.item(taker.name(), +1, stake.item()));
        }
    }
}
