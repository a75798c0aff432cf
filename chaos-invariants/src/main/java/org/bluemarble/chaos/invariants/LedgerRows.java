package org.bluemarble.chaos.invariants;

import java.util.List;
import org.bluemarble.chaos.invariants.mapping.LedgerTable;

/** The ledger under one set of names, whatever the game calls them: op, res, holder, item, leg, delta. */
record LedgerRows(Bound<LedgerTable> ledger) {

    /** What tells one leg of an operation from its others. */
    static final String LEG_KEY = "op, res, holder, item, leg";

    static LedgerRows of(BoundEconomy economy) {
        return new LedgerRows(economy.requiredLedger());
    }

    /** {@return a select of all legs that ends in a where clause, so that conditions can be added} */
    Sql select() {
        BoundTable table = ledger.table();
        LedgerTable mapping = ledger.mapping();
        return Sql.of("select " + table.exact(mapping.operation()) + " op, ")
                .add(table.name(mapping.resource()))
                .add(" res, " + table.exact(mapping.holder()) + " holder, ")
                .add(mapping.item().map(table::exact).orElse("null") + " item, ")
                .add(mapping.leg().map(table::exact).orElse("null") + " leg, ")
                .add(table.raw(mapping.delta()) + " delta")
                .add(table.from());
    }

    Sql ofOperations(List<String> operations) {
        return select().add(" and ").add(ledger.table().in(ledger.mapping().operation(), operations));
    }

    Sql withOperation() {
        return select().add(" and " + ledger.table().raw(ledger.mapping().operation()) + " is not null");
    }

    Sql ofAccounts(BoundEconomy economy) {
        return withOperation().add(" and not (").add(heldBy(economy.outside())).add(")");
    }

    Sql ofItems() {
        return select().add(" and " + ledger.table().raw(ledger.mapping().item().orElseThrow()) + " is not null");
    }

    /** {@return a select of the legs that move fungibles} */
    Sql ofFungibles() {
        Sql all = select();
        ledger.mapping()
                .item()
                .ifPresent(item -> all.add(" and " + ledger.table().raw(item) + " is null"));
        return all;
    }

    Sql heldBy(List<String> holders) {
        return ledger.table().exactlyIn(ledger.mapping().holder(), holders);
    }
}
