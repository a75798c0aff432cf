package org.bluemarble.chaos.invariants;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * I5: every item has exactly one place over all tables that hold items.
 *
 * <p>The move of an operation in doubt happened or did not; in neither world is the item in two places.
 */
final class ItemPlaceCheck implements SnapshotCheck {

    @Override
    public Invariant invariant() {
        return Invariant.I5;
    }

    @Override
    public Verdict judge(Snapshot snapshot, BoundEconomy economy, int mostWitnesses) throws SQLException {
        Breaches breaches = new Breaches(invariant(), mostWitnesses);
        List<String> doubled = new ArrayList<>();
        Sql select = Sql.of("select item from (")
                .add(Sql.join(" union all ", ItemPlaces.select(economy.items(), "")))
                .add(") t group by item having count(*) > 1 order by item");
        snapshot.query(select, row -> {
            if (breaches.wantsWitness()) {
                doubled.add(row.getString(1));
            }
            breaches.count();
        });
        for (Map.Entry<String, List<String>> item :
                ItemPlaces.of(snapshot, economy, doubled).entrySet()) {
            breaches.witness(item.getKey(), words(item.getKey(), item.getValue()));
        }
        return breaches.verdict();
    }

    private static String words(String item, List<String> places) {
        return "item " + item + " is in " + places.size() + " places but must be in one: "
                + String.join(" and ", places);
    }
}
