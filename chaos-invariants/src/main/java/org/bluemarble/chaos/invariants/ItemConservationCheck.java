package org.bluemarble.chaos.invariants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * I6: the living items are exactly those that were created and not destroyed.
 *
 * <p>In the ledger, what the accounts gained and lost of an item sums to 1 while it lives and to 0 afterwards. An item that an
 * operation in doubt created is there with its ledger row, or neither is.
 */
final class ItemConservationCheck implements SnapshotCheck {

    @Override
    public Invariant invariant() {
        return Invariant.I6;
    }

    @Override
    public Verdict judge(Snapshot snapshot, BoundEconomy economy, int mostWitnesses) throws SQLException {
        Breaches breaches = new Breaches(invariant(), mostWitnesses);
        List<Fate> fates = new ArrayList<>();
        snapshot.query(broken(economy), row -> {
            if (breaches.wantsWitness()) {
                fates.add(Fate.of(row));
            }
            breaches.count();
        });
        Map<String, List<String>> places =
                ItemPlaces.of(snapshot, economy, fates.stream().map(Fate::item).toList());
        for (Fate fate : fates) {
            breaches.witness(fate.item, fate.words(places.getOrDefault(fate.item, List.of())));
        }
        return breaches.verdict();
    }

    private static Sql broken(BoundEconomy economy) {
        List<Sql> parts = new ArrayList<>();
        parts.add(Sql.of("select item, delta owned, 0 placed, 1 told from (")
                .add(LedgerRows.of(economy).ofItems())
                .add(" and not (")
                .add(LedgerRows.of(economy).heldBy(economy.outside()))
                .add(")) l"));
        economy.itemsBefore().ifPresent(before -> parts.addAll(ItemPlaces.select(List.of(before), ", 1, 0, 1")));
        parts.addAll(ItemPlaces.select(economy.items(), ", 0, 1, 0"));
        return Sql.of("select item, sum(owned), sum(placed), sum(told) from (")
                .add(Sql.join(" union all ", parts))
                .add(") t group by item having sum(owned) not in (0, 1) or (sum(owned) = 1 and sum(placed) = 0)"
                        + " or (sum(owned) = 0 and sum(placed) > 0) order by item");
    }

    /** What the ledger and the tables say about one item. */
    private record Fate(String item, long owned, long placed, long told) {

        static Fate of(ResultSet row) throws SQLException {
            return new Fate(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }

        String words(List<String> places) {
            String where = places.isEmpty() ? "nowhere" : "in " + String.join(" and ", places);
            if (owned > 1) {
                return "item " + item + " was created " + owned + " times over by the ledger but must be once; it is "
                        + where;
            }
            if (owned < 0) {
                return "item " + item + " was destroyed or given away without having been created; it is " + where;
            }
            if (owned == 1) {
                return "item " + item + " vanished: the ledger says somebody has it, but no table does";
            }
            return told == 0
                    ? "item " + item + " was never created, but it is " + where
                    : "item " + item + " was resurrected: the ledger says nobody has it any more, but it is " + where;
        }
    }
}
