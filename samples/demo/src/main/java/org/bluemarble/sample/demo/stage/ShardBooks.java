package org.bluemarble.sample.demo.stage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What one shard has written down about bosses, read past any fault.
 *
 * @param bosses every row; a boss with two rows came twice
 * @param rewards how often each player got each boss's reward, by {@code boss:player}
 * @param unsent messages that the other shard has not acknowledged
 */
record ShardBooks(List<BossRow> bosses, Map<String, Long> rewards, long unsent) {
    private static final String REWARD = "reward:";

    /** Reads the tables. */
    static ShardBooks read(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            // One snapshot for the three queries.
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new ShardBooks(bosses(statement), rewards(statement), unsent(statement));
        }
    }

    /** {@return the ids of the bosses that are dead} */
    List<String> slain() {
        return bosses.stream()
                .filter(BossRow::isSlain)
                .map(BossRow::id)
                .distinct()
                .toList();
    }

    /** {@return the ids of all bosses that ever came} */
    List<String> ids() {
        return bosses.stream().map(BossRow::id).distinct().toList();
    }

    private static List<BossRow> bosses(Statement statement) throws SQLException {
        List<BossRow> bosses = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("select id, state, spawned_ms from boss order by spawned_ms, id")) {
            while (rows.next()) {
                bosses.add(new BossRow(rows.getString(1), rows.getString(2).equals("SLAIN"), rows.getLong(3)));
            }
        }
        return bosses;
    }

    /** Counts the ledger and not the operations: a leg written twice is gold paid twice. */
    private static Map<String, Long> rewards(Statement statement) throws SQLException {
        Map<String, Long> rewards = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(
                "select o.req_hash, count(*) from ledger l join (select distinct op_id, req_hash from op"
                        + " where kind = 'REWARD') o on o.op_id = l.op_id where l.holder <> 'MINT' group by o.req_hash")) {
            while (rows.next()) {
                rewards.put(rows.getString(1).substring(REWARD.length()), rows.getLong(2));
            }
        }
        return rewards;
    }

    private static long unsent(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from outbox")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * A row of the table of bosses.
     *
     * @param spawnedMillis when it came, by the clock of the shard
     */
    record BossRow(String id, boolean isSlain, long spawnedMillis) {}
}
