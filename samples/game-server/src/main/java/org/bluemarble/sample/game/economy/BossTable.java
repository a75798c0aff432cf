package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SQL on the tables {@code boss}, which both shards have, and {@code boss_share}, which the coordinator fills. */
final class BossTable {
    private BossTable() {}

    static void insert(Connection connection, String boss, int hitPoints, long nowMillis) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into boss(id, hit_points, state, spawned_ms) values (?, ?, 'ALIVE', ?)")) {
            insert.setString(1, boss);
            insert.setInt(2, hitPoints);
            insert.setLong(3, nowMillis);
            insert.executeUpdate();
        }
    }

    /** {@return the boss that lives, the oldest if several do} */
    static Optional<String> alive(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select id from boss where state = 'ALIVE' order by spawned_ms, id");
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    /** {@return what is left of a boss, its row locked until the transaction ends; 0 or less if it is dead} */
    static int lock(Connection connection, String boss) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select hit_points from boss where id = ? for update")) {
            select.setString(1, boss);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    static void weaken(Connection connection, String boss, int damage) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update boss set hit_points = hit_points - ? where id = ?")) {
            update.setInt(1, damage);
            update.setString(2, boss);
            update.executeUpdate();
        }
    }

    static void end(Connection connection, String boss) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update boss set state = 'SLAIN' where id = ?")) {
            update.setString(1, boss);
            update.executeUpdate();
        }
    }

    /** {@return whether this is the player's first hit} Race-free while the boss's row is locked. */
    static boolean addShare(Connection connection, String boss, Share share) throws SQLException {
        if (shares(connection, boss).contains(share)) {
            return false;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into boss_share(boss, player, shard) values (?, ?, ?)")) {
            insert.setString(1, boss);
            insert.setString(2, share.player().name());
            insert.setString(3, share.shard());
            insert.executeUpdate();
            return true;
        }
    }

    /** {@return who has hit a boss, in order of their names} Wallets are locked in this order, as trades lock them. */
    static List<Share> shares(Connection connection, String boss) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select player, shard from boss_share where boss = ? order by player")) {
            select.setString(1, boss);
            List<Share> shares = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    shares.add(new Share(new PlayerId(rows.getString(1)), rows.getString(2)));
                }
            }
            return shares;
        }
    }

    /**
     * Somebody's share in a boss's end.
     *
     * @param shard where the player plays
     */
    record Share(PlayerId player, String shard) {}
}
