package org.bluemarble.chaos.invariants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.invariants.model.AppliedLegs;
import org.bluemarble.chaos.invariants.model.Leg;
import org.bluemarble.chaos.invariants.model.Resource;

/** Reads back what a few operations did, to say in words what is wrong with them. */
final class LedgerStory {

    /** An operation with more different legs than this is told in part. */
    private static final int MOST_LEGS = 40;

    private final Snapshot snapshot;
    private final BoundEconomy economy;

    LedgerStory(Snapshot snapshot, BoundEconomy economy) {
        this.snapshot = snapshot;
        this.economy = economy;
    }

    /** {@return the legs of each operation, in the order asked for; none where the ledger has none or is not mapped} */
    Map<String, AppliedLegs> of(Collection<String> operations) throws SQLException {
        Map<String, Map<Leg, Long>> legs = new LinkedHashMap<>();
        Set<String> wanted = new LinkedHashSet<>(operations);
        wanted.forEach(operation -> legs.put(operation, new LinkedHashMap<>()));
        if (!wanted.isEmpty() && economy.ledger().isPresent()) {
            Sql select = Sql.of("select op, res, holder, item, delta, count(*) from (")
                    .add(LedgerRows.of(economy).ofOperations(List.copyOf(wanted)))
                    .add(") l group by op, res, holder, item, delta order by op, delta, holder, res, item");
            snapshot.query(select, row -> add(row, legs));
        }
        Map<String, AppliedLegs> stories = new LinkedHashMap<>();
        legs.forEach((operation, times) -> stories.put(operation, new AppliedLegs(operation, times)));
        return stories;
    }

    private void add(ResultSet row, Map<String, Map<Leg, Long>> legs) throws SQLException {
        // The database may compare without case, so rows of other operations can be among these.
        Map<Leg, Long> times = legs.get(row.getString(1));
        if (times != null && times.size() < MOST_LEGS) {
            times.merge(leg(row), row.getLong(6), Long::sum);
        }
    }

    private Leg leg(ResultSet row) throws SQLException {
        String item = row.getString(4);
        Resource resource =
                item == null ? new Resource.Fungible(String.valueOf(row.getString(2))) : new Resource.UniqueItem(item);
        return new Leg(resource, economy.holder(String.valueOf(row.getString(3))), row.getBigDecimal(5));
    }
}
