package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The bodies of the naive trade's two transactions. The first writes table {@code trade}, the second table {@code op};
 * neither writes the other's, so that each can be aimed at by the tables it wrote.
 */
final class NaiveTrade {
    private final UUID opId;
    private final TradeTerms terms;

    NaiveTrade(UUID opId, TradeTerms terms) {
        this.opId = opId;
        this.terms = terms;
    }

    /**
     * First transaction: checks, then gives both players what they get.
     *
     * @return a refusal, or empty
     */
    Optional<String> deliver(Connection connection) throws SQLException {
        for (PlayerId player : List.of(terms.a(), terms.b())) {
            Optional<String> refusal = shortfall(connection, player);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        // Marked as done up front: the row is already there when the second transaction never comes.
        TradeTable.insertDone(connection, opId, terms);
        List<LedgerTable.Entry> entries = new ArrayList<>();
        for (Leg leg : terms.legs()) {
            if (!leg.isDebit()) {
                entries.add(new LedgerTable.Entry(leg, gain(connection, leg)));
            }
        }
        LedgerTable.append(connection, opId, entries);
        return Optional.empty();
    }

    /**
     * Second transaction: takes from both what they gave, and notes the operation.
     *
     * @return the text to tell
     */
    String collect(Connection connection) throws SQLException {
        List<LedgerTable.Entry> entries = new ArrayList<>();
        for (Leg leg : terms.legs()) {
            if (leg.isDebit()) {
                entries.add(new LedgerTable.Entry(leg, lose(connection, leg)));
            }
        }
        LedgerTable.append(connection, opId, entries);
        String result = "done " + terms.a() + "=" + goldOf(connection, terms.a()) + " " + terms.b() + "="
                + goldOf(connection, terms.b());
        noteOperation(connection, opId, "TRADE", terms.requestHash(), result);
        return result;
    }

    /** Writes the operation down when it is over, for support to look at; no code ever reads it. */
    static void noteOperation(Connection connection, UUID opId, String kind, String requestHash, String result)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into op(op_id, kind, req_hash, result) values (?, ?, ?, ?)")) {
            insert.setString(1, opId.toString());
            insert.setString(2, kind);
            insert.setString(3, requestHash);
            insert.setString(4, result);
            insert.executeUpdate();
        }
    }

    private Optional<String> shortfall(Connection connection, PlayerId giver) throws SQLException {
        Stake stake = stakeOf(giver);
        if (goldOf(connection, giver) < stake.gold()) {
            return Optional.of(giver + " has not enough gold");
        }
        String item = stake.item();
        return item == null || Items.versionIn(connection, giver.name(), item).isPresent()
                ? Optional.empty()
                : Optional.of(giver + " does not have " + item);
    }

    private long gain(Connection connection, Leg leg) throws SQLException {
        String item = leg.item();
        if (item == null) {
            Wallets.add(connection, leg.holder(), leg.delta());
            return Wallets.versionOf(connection, leg.holder()) - 1;
        }
        String giver = giverOf(item).name();
        long version = Items.versionIn(connection, giver, item).orElse(0L);
        try (PreparedStatement copy = connection.prepareStatement(
                "insert into item(id, tmpl, state, loc_kind, loc_id,"
                        + " slot, ver) select id, tmpl, state, loc_kind, ?, ?, ver + 1 from item where id = ? and loc_id = ?")) {
            copy.setString(1, leg.holder());
            copy.setInt(2, Items.freeSlot(connection, leg.holder()));
            copy.setString(3, item);
            copy.setString(4, giver);
            copy.executeUpdate();
        }
        return version;
    }

    private static long lose(Connection connection, Leg leg) throws SQLException {
        String item = leg.item();
        if (item == null) {
            Wallets.add(connection, leg.holder(), leg.delta());
            return Wallets.versionOf(connection, leg.holder()) - 1;
        }
        long version = Items.versionIn(connection, leg.holder(), item).orElse(0L);
        try (PreparedStatement delete = connection.prepareStatement("delete from item where id = ? and loc_id = ?")) {
            delete.setString(1, item);
            delete.setString(2, leg.holder());
            delete.executeUpdate();
        }
        return version;
    }

    private PlayerId giverOf(String item) {
        return item.equals(terms.fromA().item()) ? terms.a() : terms.b();
    }

    private Stake stakeOf(PlayerId player) {
        return player.equals(terms.a()) ? terms.fromA() : terms.fromB();
    }

    private static long goldOf(Connection connection, PlayerId player) throws SQLException {
        return Wallets.goldOf(connection, player.name()).orElse(0);
    }
}
