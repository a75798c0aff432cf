package org.bluemarble.chaos.invariants.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bluemarble.chaos.invariants.model.Invariant;

/** Collects a mapping. Not thread-safe. */
public final class EconomyMappingBuilder {

    final String name;
    final Map<String, BigDecimal> initial = new LinkedHashMap<>();
    boolean closed;
    Set<String> mint = Set.of("MINT");
    Set<String> sink = Set.of("SINK");
    final List<BalanceTable> balances = new ArrayList<>();
    final List<ItemTable> items = new ArrayList<>();
    Optional<ItemTable> itemsBefore = Optional.empty();
    Optional<OperationTable> operations = Optional.empty();
    Optional<LedgerTable> ledger = Optional.empty();
    Optional<TradeTable> trades = Optional.empty();
    Set<String> factKinds = new LinkedHashSet<>();
    Set<Invariant> check = EnumSet.allOf(Invariant.class);

    EconomyMappingBuilder(String name) {
        this.name = name;
    }

    /**
     * Says what the accounts held before the ledger began.
     *
     * @param resource a fungible's name, or {@value EconomyMapping#ANY_RESOURCE} for all that are not named
     * @param amount the amount; 0 where all wealth was minted on the ledger
     * @return this
     */
    public EconomyMappingBuilder initial(String resource, long amount) {
        return initial(resource, BigDecimal.valueOf(amount));
    }

    /**
     * Says what the accounts held before the ledger began.
     *
     * @param resource a fungible's name, or {@value EconomyMapping#ANY_RESOURCE} for all that are not named
     * @param amount the amount
     * @return this
     */
    public EconomyMappingBuilder initial(String resource, BigDecimal amount) {
        initial.put(resource, amount);
        return this;
    }

    /**
     * Says that nothing is ever minted or sunk, so that balances can be judged without a ledger.
     *
     * @return this
     */
    public EconomyMappingBuilder closed() {
        closed = true;
        return this;
    }

    /**
     * Names the faucets.
     *
     * @param holders as the ledger names them
     * @return this
     */
    public EconomyMappingBuilder mint(String... holders) {
        mint = Set.of(holders);
        return this;
    }

    /**
     * Names the sinks.
     *
     * @param holders as the ledger names them
     * @return this
     */
    public EconomyMappingBuilder sink(String... holders) {
        sink = Set.of(holders);
        return this;
    }

    /**
     * Adds a table that holds fungibles.
     *
     * @param table the table
     * @return this
     */
    public EconomyMappingBuilder balances(BalanceTable table) {
        balances.add(table);
        return this;
    }

    /**
     * Adds a table that holds unique items.
     *
     * @param table the table
     * @return this
     */
    public EconomyMappingBuilder items(ItemTable table) {
        items.add(table);
        return this;
    }

    /**
     * Names the items that existed before the ledger began.
     *
     * @param table the table, for example a copy of the item table
     * @return this
     */
    public EconomyMappingBuilder itemsBefore(ItemTable table) {
        itemsBefore = Optional.of(table);
        return this;
    }

    /**
     * Names the witness table.
     *
     * @param table the table
     * @return this
     */
    public EconomyMappingBuilder operations(OperationTable table) {
        operations = Optional.of(table);
        return this;
    }

    /**
     * Names the ledger.
     *
     * @param table the table
     * @return this
     */
    public EconomyMappingBuilder ledger(LedgerTable table) {
        ledger = Optional.of(table);
        return this;
    }

    /**
     * Names the trades.
     *
     * @param table the table
     * @return this
     */
    public EconomyMappingBuilder trades(TradeTable table) {
        trades = Optional.of(table);
        return this;
    }

    /**
     * Chooses the facts that matter: a login that was acknowledged leaves no row.
     *
     * @param kinds the operation kinds of the fact log that touch the economy
     * @return this
     */
    public EconomyMappingBuilder factKinds(String... kinds) {
        factKinds = Set.of(kinds);
        return this;
    }

    /**
     * Chooses the invariants. Without this all are judged, and those without tables are {@code unknown}.
     *
     * @param first one invariant
     * @param more others
     * @return this
     */
    public EconomyMappingBuilder check(Invariant first, Invariant... more) {
        check = EnumSet.of(first, more);
        return this;
    }

    /**
     * Builds the mapping.
     *
     * @return the mapping
     * @throws MappingException if settings contradict each other, with everything that is wrong
     */
    public EconomyMapping build() {
        EconomyMapping mapping = new EconomyMapping(this, Map.of());
        List<Problem> problems = Support.contradictions(mapping);
        if (!problems.isEmpty()) {
            throw new MappingException(name, problems);
        }
        return mapping;
    }
}
