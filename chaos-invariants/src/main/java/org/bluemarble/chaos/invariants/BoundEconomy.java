package org.bluemarble.chaos.invariants;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.invariants.mapping.BalanceTable;
import org.bluemarble.chaos.invariants.mapping.EconomyMapping;
import org.bluemarble.chaos.invariants.mapping.ItemTable;
import org.bluemarble.chaos.invariants.mapping.LedgerTable;
import org.bluemarble.chaos.invariants.mapping.OperationTable;
import org.bluemarble.chaos.invariants.mapping.TradeTable;
import org.bluemarble.chaos.invariants.model.Holder;

/** A mapping whose every name was found in one real database. */
record BoundEconomy(
        EconomyMapping mapping,
        List<Bound<BalanceTable>> balances,
        List<Bound<ItemTable>> items,
        Optional<Bound<ItemTable>> itemsBefore,
        Optional<Bound<OperationTable>> operations,
        Optional<Bound<LedgerTable>> ledger,
        Optional<Bound<TradeTable>> trades) {

    /** {@return the ledger, for checks that are only run where one is mapped} */
    Bound<LedgerTable> requiredLedger() {
        return ledger.orElseThrow(() -> new IllegalStateException("no ledger is mapped"));
    }

    /** {@return the ledger's names of all holders whose balances are not wealth} */
    List<String> outside() {
        List<String> outside = new ArrayList<>(mapping.mint());
        outside.addAll(mapping.sink());
        return outside;
    }

    Holder holder(String name) {
        if (mapping.mint().contains(name)) {
            return new Holder.Mint(name);
        }
        return mapping.sink().contains(name) ? new Holder.Sink(name) : new Holder.Account(name);
    }

    /** {@return all tables, each once per use} */
    List<BoundTable> tables() {
        List<BoundTable> tables = new ArrayList<>();
        balances.forEach(bound -> tables.add(bound.table()));
        items.forEach(bound -> tables.add(bound.table()));
        itemsBefore.ifPresent(bound -> tables.add(bound.table()));
        operations.ifPresent(bound -> tables.add(bound.table()));
        ledger.ifPresent(bound -> tables.add(bound.table()));
        trades.ifPresent(bound -> tables.add(bound.table()));
        return tables;
    }
}
