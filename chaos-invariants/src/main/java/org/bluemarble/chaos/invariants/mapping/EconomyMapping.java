package org.bluemarble.chaos.invariants.mapping;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * Where one game keeps its economy. Immutable; made by {@link #builder} or read from YAML by {@link #parse}.
 *
 * <p>Names of tables and columns are looked up in the real database when a check begins: exactly as written, else without
 * regard to case, as SQL does with names that are not quoted. What is not a plain column, an inventory in a JSON document for
 * example, is mapped through a view of the game's own.
 */
public final class EconomyMapping {

    /** The key of {@link #initial} that speaks for all resources without an amount of their own. */
    public static final String ANY_RESOURCE = "*";

    private final String name;
    private final Map<String, Integer> lines;
    private final Map<String, BigDecimal> initial;
    private final boolean closed;
    private final Set<String> mint;
    private final Set<String> sink;
    private final List<BalanceTable> balances;
    private final List<ItemTable> items;
    private final Optional<ItemTable> itemsBefore;
    private final Optional<OperationTable> operations;
    private final Optional<LedgerTable> ledger;
    private final Optional<TradeTable> trades;
    private final Set<String> factKinds;
    private final Set<Invariant> check;

    EconomyMapping(EconomyMappingBuilder builder, Map<String, Integer> lines) {
        this.name = builder.name;
        this.lines = Map.copyOf(lines);
        this.initial = Map.copyOf(builder.initial);
        this.closed = builder.closed;
        this.mint = Set.copyOf(builder.mint);
        this.sink = Set.copyOf(builder.sink);
        this.balances = List.copyOf(builder.balances);
        this.items = List.copyOf(builder.items);
        this.itemsBefore = builder.itemsBefore;
        this.operations = builder.operations;
        this.ledger = builder.ledger;
        this.trades = builder.trades;
        this.factKinds = Set.copyOf(builder.factKinds);
        this.check = Collections.unmodifiableSet(EnumSet.copyOf(builder.check));
    }

    /**
     * Begins a mapping in Java.
     *
     * @param name the economy's name, for reports
     * @return a builder that maps nothing yet
     */
    public static EconomyMappingBuilder builder(String name) {
        return new EconomyMappingBuilder(name);
    }

    /**
     * Reads a mapping from YAML.
     *
     * @param yaml the text
     * @param source what to call it in errors, for example the file's name
     * @return the mapping
     * @throws MappingException if anything is wrong, with everything that is
     */
    public static EconomyMapping parse(String yaml, String source) {
        return new YamlMapping(source).read(yaml);
    }

    /**
     * Reads a mapping from a YAML file in UTF-8.
     *
     * @param file the file
     * @return the mapping
     * @throws IOException if the file cannot be read
     * @throws MappingException if anything is wrong, with everything that is
     */
    public static EconomyMapping read(Path file) throws IOException {
        return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
    }

    /**
     * Lists which invariants this schema cannot be judged by, and why.
     *
     * @return the reason for each invariant whose tables are not mapped
     */
    public Map<Invariant, String> unsupported() {
        Map<Invariant, String> reasons = new EnumMap<>(Invariant.class);
        for (Invariant invariant : Invariant.values()) {
            Support.missing(invariant, this).ifPresent(reason -> reasons.put(invariant, reason));
        }
        return Collections.unmodifiableMap(reasons);
    }

    /**
     * Finds the place of a setting in the file.
     *
     * @param path for example {@code balances[0].table}
     * @return its line, from 1; empty if the mapping was built in Java
     */
    public OptionalInt lineOf(String path) {
        Integer line = lines.get(path);
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** {@return the economy's name or file, for reports} */
    public String name() {
        return name;
    }

    /** {@return how much of each fungible the accounts held before the ledger began} */
    public Map<String, BigDecimal> initial() {
        return initial;
    }

    /** {@return whether nothing is ever minted or sunk, so that balances can be judged without a ledger} */
    public boolean isClosed() {
        return closed;
    }

    /** {@return the ledger's names of faucets, {@code MINT} unless told otherwise} */
    public Set<String> mint() {
        return mint;
    }

    /** {@return the ledger's names of sinks, {@code SINK} unless told otherwise} */
    public Set<String> sink() {
        return sink;
    }

    /** {@return the tables that hold fungibles} */
    public List<BalanceTable> balances() {
        return balances;
    }

    /** {@return the tables that hold unique items} */
    public List<ItemTable> items() {
        return items;
    }

    /** {@return the table of items that existed before the ledger began, if any did} */
    public Optional<ItemTable> itemsBefore() {
        return itemsBefore;
    }

    /** {@return the witness table} */
    public Optional<OperationTable> operations() {
        return operations;
    }

    /** {@return the ledger} */
    public Optional<LedgerTable> ledger() {
        return ledger;
    }

    /** {@return the trades} */
    public Optional<TradeTable> trades() {
        return trades;
    }

    /** {@return the operation kinds of the fact log that touch the economy; empty means all} */
    public Set<String> factKinds() {
        return factKinds;
    }

    /** {@return the invariants to judge, all unless told otherwise} */
    public Set<Invariant> check() {
        return check;
    }
}
