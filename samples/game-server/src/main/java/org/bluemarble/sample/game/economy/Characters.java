package org.bluemarble.sample.game.economy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Creates and reads characters; the same in both economies. */
final class Characters {
    static final String CREATE = "CREATE";
    static final String CREATED = "created";

    /** A new row's first version is 0, so the movement that made it came from "before 0". */
    private static final long BEFORE_BIRTH = -1;

    private final StartingKit kit;

    Characters(StartingKit kit) {
        this.kit = kit;
    }

    /** {@return the operation id of this character's creation} Derived, because no client chose one. */
    static UUID creationOf(PlayerId player) {
        return UUID.nameUUIDFromBytes(("create:" + player).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the character with its kit; the wallet first, whose primary key stops a second creation. */
    void create(Connection connection, PlayerId player) throws SQLException {
        Wallets.open(connection, player, kit.gold());
        Items.create(connection, kit.itemsOf(player), player.name());
        List<LedgerTable.Entry> entries = new ArrayList<>();
        for (Leg leg : kit.legsFor(player)) {
            entries.add(new LedgerTable.Entry(leg, BEFORE_BIRTH));
        }
        LedgerTable.append(connection, creationOf(player), entries);
    }

    /** {@return the bag, or empty if there is no such character} */
    static Optional<Bag> bagOf(Connection connection, PlayerId player) throws SQLException {
        OptionalLong gold = Wallets.goldOf(connection, player.name());
        return gold.isEmpty()
                ? Optional.empty()
                : Optional.of(new Bag(gold.getAsLong(), Items.idsOf(connection, player.name())));
    }
}
