package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.bluemarble.sample.game.start.CannotStartException;

/**
 * The tables. Both servers have the same columns, so that one checker reads both; the naive one lacks the keys that
 * would have stopped its mistakes: operation ids and item ids are not unique there.
 */
public final class Schema {
    /** Everything but the mark in {@code shard}, in an order fit for emptying. */
    private static final List<String> TABLES = List.of("ledger", "trade", "op", "item", "wallet");

    private Schema() {}

    /**
     * Empties the shard: no player, no item, no history. Nobody may be playing.
     *
     * @throws SQLException if the database refuses
     */
    public static void reset(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            for (String table : TABLES) {
                statement.execute("truncate table " + table);
            }
            connection.setAutoCommit(autoCommit);
        }
    }

    static void prepare(DataSource database, Dialect dialect, ServerKind kind)
            throws SQLException, CannotStartException {
        try (Connection connection = database.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                for (String ddl : ddl(dialect, kind)) {
                    statement.execute(ddl);
                }
            }
            claimShard(connection, kind);
            connection.commit();
        }
    }

    private static void claimShard(Connection connection, ServerKind kind) throws SQLException, CannotStartException {
        try (PreparedStatement select = connection.prepareStatement("select server from shard");
                ResultSet rows = select.executeQuery()) {
            if (rows.next()) {
                String owner = rows.getString(1);
                if (!owner.equals(kind.label())) {
                    throw new CannotStartException("database belongs to a '" + owner + "' server but this one is '"
                            + kind.label() + "'; use --server " + owner + " or give this one a database of its own");
                }
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into shard(server) values (?)")) {
            insert.setString(1, kind.label());
            insert.executeUpdate();
        }
    }

    private static List<String> ddl(Dialect dialect, ServerKind kind) {
        String key = kind == ServerKind.CORRECT ? " primary key" : "";
        String unique = kind == ServerKind.CORRECT ? " unique" : "";
        return List.of(
                "create table if not exists shard(server varchar(16) primary key)",
                "create table if not exists wallet(acct varchar(32) primary key, gold bigint not null,"
                        + " ver bigint not null)",
                "create table if not exists item(id varchar(48) not null" + key + ", tmpl varchar(32) not null,"
                        + " state varchar(8) not null, loc_kind varchar(8) not null, loc_id varchar(32) not null,"
                        + " slot int not null, ver bigint not null)",
                "create index if not exists item_id on item(id)",
                "create index if not exists item_location on item(loc_id, slot)",
                "create table if not exists op(op_id varchar(36) not null" + key + ", kind varchar(16) not null,"
                        + " req_hash varchar(64) not null, result varchar(400),"
                        + " created timestamp default current_timestamp)",
                "create table if not exists ledger(lsn " + dialect.identityColumn() + ", op_id varchar(36) not null,"
                        + " res varchar(8) not null, holder varchar(32) not null, delta bigint not null,"
                        + " item_id varchar(48), ver_before bigint not null, ver_after bigint not null)",
                "create index if not exists ledger_op on ledger(op_id)",
                "create table if not exists trade(id " + dialect.identityColumn() + ", op_id varchar(36) not null"
                        + unique + ", a varchar(32) not null, b varchar(32) not null, state varchar(8) not null,"
                        + " n_legs int not null)");
    }
}
