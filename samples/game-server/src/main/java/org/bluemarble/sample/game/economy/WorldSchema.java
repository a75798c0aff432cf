package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables of a shard that is part of a world, beside those of {@link Schema}. The naive server has them without the keys
 * that would have stopped its mistakes, as there.
 */
final class WorldSchema {
    private WorldSchema() {}

    static void prepare(DataSource database, ServerKind kind) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                for (String ddl : ddl(kind)) {
                    statement.execute(ddl);
                }
            }
            beginToCount(connection);
            connection.commit();
        }
    }

    private static void beginToCount(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from link");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            if (rows.getLong(1) > 0) {
                return;
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into link(direction, number) values ('in', 0), ('out', 0)")) {
            insert.executeUpdate();
        }
    }

    private static List<String> ddl(ServerKind kind) {
        String key = kind == ServerKind.CORRECT ? " primary key" : "";
        return List.of(
                "create table if not exists boss(id varchar(36) not null" + key + ", hit_points int not null,"
                        + " state varchar(8) not null, spawned_ms bigint not null)",
                "create table if not exists boss_share(boss varchar(36) not null, player varchar(32) not null,"
                        + " shard varchar(16) not null, primary key (boss, player))",
                "create table if not exists link(direction varchar(4) primary key, number bigint not null)",
                "create table if not exists outbox(number bigint primary key, message varchar(200) not null)");
    }
}
