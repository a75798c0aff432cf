package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** SQL on table {@code ledger}: the economy's movements, append-only. */
final class LedgerTable {
    private LedgerTable() {}

    static void append(Connection connection, UUID opId, List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into ledger(op_id, res, holder, delta,"
                + " item_id, ver_before, ver_after) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Entry entry : entries) {
                insert.setString(1, opId.toString());
                insert.setString(2, entry.leg().resource());
                insert.setString(3, entry.leg().holder());
                insert.setLong(4, entry.leg().delta());
                insert.setString(5, entry.leg().item());
                insert.setLong(6, entry.versionBefore());
                insert.setLong(7, entry.versionBefore() + 1);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * One row of the ledger.
     *
     * @param leg the movement
     * @param versionBefore of the wallet or item it changes; the row after has one more
     */
    record Entry(Leg leg, long versionBefore) {}
}
