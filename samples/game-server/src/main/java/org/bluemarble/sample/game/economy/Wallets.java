package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** SQL on table {@code wallet}. */
final class Wallets {
    private Wallets() {}

    /** {@return both wallets, locked; fewer if a player has none} Locked in name order: no two trades deadlock. */
    static Map<String, Wallet> lock(Connection connection, PlayerId one, PlayerId other) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select acct, gold, ver from wallet where acct in (?, ?) order by acct for update")) {
            select.setString(1, one.name());
            select.setString(2, other.name());
            Map<String, Wallet> wallets = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    wallets.put(rows.getString(1), new Wallet(rows.getLong(2), rows.getLong(3)));
                }
            }
            return wallets;
        }
    }

    /** {@return the balance without a lock, or empty if the player has no wallet} */
    static OptionalLong goldOf(Connection connection, String player) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select gold from wallet where acct = ?")) {
            select.setString(1, player);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    static long versionOf(Connection connection, String player) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select ver from wallet where acct = ?")) {
            select.setString(1, player);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    static void open(Connection connection, PlayerId player, long gold) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into wallet(acct, gold, ver) values (?, ?, 0)")) {
            insert.setString(1, player.name());
            insert.setLong(2, gold);
            insert.executeUpdate();
        }
    }

    static void add(Connection connection, String player, long delta) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update wallet set gold = gold + ?, ver = ver + 1 where acct = ?")) {
            update.setLong(1, delta);
            update.setString(2, player);
            update.executeUpdate();
        }
    }

    /** A wallet's row. */
    record Wallet(long gold, long version) {}
}
