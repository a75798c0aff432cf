package org.bluemarble.sample.demo.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.invariants.SessionTag;
import org.bluemarble.sample.game.economy.Dialect;

/** By what the database sessions are known that dead incarnations of the game server may have left behind. */
final class DeadSessions {
    /** As the game server names its sessions. */
    private static final String NAME = "game-server/";

    private DeadSessions() {}

    /**
     * Finds the tags. Where a session does not tell which incarnation it belongs to, the living server is stopped, so that
     * every session of its user is a dead one's.
     */
    static List<SessionTag> of(Stage stage, Shard shard) throws SQLException {
        List<Long> dead = shard.deadPids();
        if (dead.isEmpty()) {
            return List.of();
        }
        try (Connection connection = stage.connections().getConnection()) {
            if (Dialect.of(connection.getMetaData().getURL()).equals(Optional.of(Dialect.POSTGRESQL))) {
                return dead.stream()
                        .<SessionTag>map(pid -> new SessionTag.ApplicationName(NAME + pid))
                        .toList();
            }
            stage.dropShard();
            return List.of(new SessionTag.User(user(connection)));
        }
    }

    /** MariaDB adds the host: {@code game@127.0.0.1}. */
    private static String user(Connection connection) throws SQLException {
        String name = connection.getMetaData().getUserName();
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }
}
