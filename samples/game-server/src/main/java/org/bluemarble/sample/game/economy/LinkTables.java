package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** SQL on the tables {@code link}, which holds the last number of each direction, and {@code outbox}. */
final class LinkTables {
    private static final String IN = "in";
    private static final String OUT = "out";

    private LinkTables() {}

    /**
     * Stores a message under the next number. The counter's row stays locked until the transaction ends, so messages become
     * visible in the order of their numbers.
     */
    static void send(Connection connection, LongFunction<ShardMessage> message) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update link set number = number + 1 where direction = ?")) {
            update.setString(1, OUT);
            update.executeUpdate();
        }
        long number = last(connection, OUT);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into outbox(number, message) values (?, ?)")) {
            insert.setLong(1, number);
            insert.setString(2, message.apply(number).toString());
            insert.executeUpdate();
        }
    }

    static List<ShardMessage> after(Connection connection, long number, int most) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select message from outbox where number > ? order by number")) {
            select.setLong(1, number);
            select.setMaxRows(most);
            List<ShardMessage> messages = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    messages.add(ShardMessage.parse(rows.getString(1)));
                }
            }
            return messages;
        }
    }

    static void forget(Connection connection, long number) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where number <= ?")) {
            delete.setLong(1, number);
            delete.executeUpdate();
        }
    }

    static long received(Connection connection) throws SQLException {
        return last(connection, IN);
    }

    /** {@return whether {@code number} is the one behind the last received, and is now the last} */
    static boolean advance(Connection connection, long number) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update link set number = ? where direction = ? and number = ?")) {
            update.setLong(1, number);
            update.setString(2, IN);
            update.setLong(3, number - 1);
            return update.executeUpdate() == 1;
        }
    }

    private static long last(Connection connection, String direction) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select number from link where direction = ?")) {
            select.setString(1, direction);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("table link has no row '" + direction + "', which the server's start makes");
                }
                return rows.getLong(1);
            }
        }
    }
}
