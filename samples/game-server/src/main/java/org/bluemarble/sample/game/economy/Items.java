package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SQL on table {@code item}. A unique item lies in one slot of one bag. */
final class Items {
    private static final String IN_BAG = " state = 'LIVE' and loc_kind = 'BAG' and loc_id = ?";

    private Items() {}

    /** {@return the item, locked; empty if it does not exist or is no longer alive} */
    static Optional<Item> lock(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select loc_id, ver from item where id = ? and state = 'LIVE' and loc_kind = 'BAG' for update")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Item(rows.getString(1), rows.getLong(2))) : Optional.empty();
            }
        }
    }

    /** {@return the version of the item in this player's bag without a lock, or empty if it is not there} */
    static Optional<Long> versionIn(Connection connection, String owner, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select ver from item where id = ? and" + IN_BAG)) {
            select.setString(1, id);
            select.setString(2, owner);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        }
    }

    static List<String> idsOf(Connection connection, String owner) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id from item where" + IN_BAG + " order by slot, id")) {
            select.setString(1, owner);
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    /** {@return the lowest empty slot} Race-free while the owner's wallet is locked, which every writer holds. */
    static int freeSlot(Connection connection, String owner) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select slot from item where" + IN_BAG + " order by slot")) {
            select.setString(1, owner);
            int free = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next() && rows.getInt(1) <= free) {
                    free = rows.getInt(1) + 1;
                }
            }
            return free;
        }
    }

    static void create(Connection connection, List<String> ids, String owner) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into item(id, tmpl, state, loc_kind,"
                + " loc_id, slot, ver) values (?, ?, 'LIVE', 'BAG', ?, ?, 0)")) {
            for (int slot = 0; slot < ids.size(); slot++) {
                insert.setString(1, ids.get(slot));
                insert.setString(2, StartingKit.templateOf(slot));
                insert.setString(3, owner);
                insert.setInt(4, slot);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void move(Connection connection, String id, String newOwner) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update item set loc_id = ?, slot = ?, ver = ver + 1 where id = ?")) {
            update.setString(1, newOwner);
            update.setInt(2, freeSlot(connection, newOwner));
            update.setString(3, id);
            update.executeUpdate();
        }
    }

    /** An item's row. */
    record Item(String owner, long version) {}
}
