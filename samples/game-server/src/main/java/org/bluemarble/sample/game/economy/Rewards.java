package org.bluemarble.sample.game.economy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Gold out of the mint for a share in a boss's end. An operation of its own, whose id follows from boss and player. */
final class Rewards {
    static final String KIND = "REWARD";

    private Rewards() {}

    /** {@return what an operation's row says of a reward instead of a hash: {@code reward:boss-1f3a7c21:p4}} */
    static String request(String boss, PlayerId player) {
        return "reward:" + boss + ":" + player;
    }

    static UUID operationOf(String boss, PlayerId player) {
        return UUID.nameUUIDFromBytes(request(boss, player).getBytes(StandardCharsets.UTF_8));
    }

    /** Moves the gold and writes it to the ledger; whether that has happened before is the caller's to know. */
    static void pay(Connection connection, String boss, PlayerId player, long gold) throws SQLException {
        Wallets.add(connection, player.name(), gold);
        long versionBefore = Wallets.versionOf(connection, player.name()) - 1;
        LedgerTable.append(
                connection,
                operationOf(boss, player),
                List.of(
                        new LedgerTable.Entry(Leg.gold(Leg.MINT, -gold), versionBefore),
                        new LedgerTable.Entry(Leg.gold(player.name(), gold), versionBefore)));
    }
}
