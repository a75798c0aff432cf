package org.bluemarble.chaos.invariants;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.invariants.mapping.ItemTable;

/** Where items are: all tables that hold items taken together, and the places of a few items in words. */
final class ItemPlaces {

    private ItemPlaces() {}

    /** {@return one row with the given columns for each place of each item; the item's id is named item} */
    static List<Sql> select(List<Bound<ItemTable>> tables, String columns) {
        List<Sql> parts = new ArrayList<>();
        for (Bound<ItemTable> items : tables) {
            parts.add(Sql.of("select " + items.table().exact(items.mapping().id()) + " item" + columns)
                    .add(items.table().from())
                    .add(" and " + items.table().raw(items.mapping().id()) + " is not null"));
        }
        return parts;
    }

    static Map<String, List<String>> of(Snapshot snapshot, BoundEconomy economy, Collection<String> ids)
            throws SQLException {
        Map<String, List<String>> places = new LinkedHashMap<>();
        ids.forEach(id -> places.put(id, new ArrayList<>()));
        if (ids.isEmpty()) {
            return places;
        }
        for (Bound<ItemTable> items : economy.items()) {
            List<String> where = items.mapping().place();
            Sql select = Sql.of("select " + items.table().exact(items.mapping().id()));
            where.forEach(column -> select.add(", " + items.table().exact(column)));
            select.add(items.table().from())
                    .add(" and ")
                    .add(items.table().in(items.mapping().id(), ids));
            snapshot.query(select, row -> {
                List<String> found = places.get(row.getString(1));
                if (found != null) {
                    List<String> place = new ArrayList<>();
                    for (int column = 2; column <= where.size() + 1; column++) {
                        place.add(String.valueOf(row.getString(column)));
                    }
                    String label = items.table().label();
                    found.add(place.isEmpty() ? label : label + " (" + String.join(" ", place) + ")");
                }
            });
        }
        return places;
    }
}
