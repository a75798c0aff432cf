package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** SQL on table {@code trade}: what players see in their history. */
final class TradeTable {
    private TradeTable() {}

    static void insertDone(Connection connection, UUID opId, TradeTerms terms) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into trade(op_id, a, b, state, n_legs) values (?, ?, ?, 'DONE', ?)")) {
            insert.setString(1, opId.toString());
            insert.setString(2, terms.a().name());
            insert.setString(3, terms.b().name());
            insert.setInt(4, terms.legs().size());
            insert.executeUpdate();
        }
    }
}
