package org.bluemarble.chaos.invariants;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bluemarble.chaos.invariants.mapping.BalanceTable;
import org.bluemarble.chaos.invariants.mapping.Condition;
import org.bluemarble.chaos.invariants.mapping.EconomyMapping;
import org.bluemarble.chaos.invariants.mapping.ItemTable;
import org.bluemarble.chaos.invariants.mapping.LedgerTable;
import org.bluemarble.chaos.invariants.mapping.MappingException;
import org.bluemarble.chaos.invariants.mapping.Nearest;
import org.bluemarble.chaos.invariants.mapping.OperationTable;
import org.bluemarble.chaos.invariants.mapping.Problem;
import org.bluemarble.chaos.invariants.mapping.Term;
import org.bluemarble.chaos.invariants.mapping.TradeTable;

/** Finds every name of a mapping in a real database, and says what is wrong with all those it cannot find. */
final class Binder {

    private final EconomyMapping mapping;
    private final Dialect dialect;
    private final Catalogue catalogue;
    private final List<Problem> problems = new ArrayList<>();

    private Binder(EconomyMapping mapping, Dialect dialect, Catalogue catalogue) {
        this.mapping = mapping;
        this.dialect = dialect;
        this.catalogue = catalogue;
    }

    /**
     * Binds.
     *
     * @throws MappingException if any name is unknown or any amount is not exact
     */
    static BoundEconomy bind(EconomyMapping mapping, Dialect dialect, Connection connection) throws SQLException {
        return new Binder(mapping, dialect, new Catalogue(connection, dialect)).bind();
    }

    private BoundEconomy bind() throws SQLException {
        List<Bound<BalanceTable>> balances = new ArrayList<>();
        for (int i = 0; i < mapping.balances().size(); i++) {
            BalanceTable table = mapping.balances().get(i);
            Uses uses = uses("balances[" + i + "]", table.table(), table.where());
            balances.add(new Bound<>(
                    table,
                    uses.name("holder", table.holder())
                            .number("amount", table.amount())
                            .term("resource", table.resource(), false)
                            .term("minimum", table.minimum(), true)
                            .bound()));
        }
        List<Bound<ItemTable>> items = new ArrayList<>();
        for (int i = 0; i < mapping.items().size(); i++) {
            items.add(items("items[" + i + "]", mapping.items().get(i)));
        }
        Optional<Bound<ItemTable>> before = mapping.itemsBefore().isEmpty()
                ? Optional.empty()
                : Optional.of(items("items-before", mapping.itemsBefore().get()));
        BoundEconomy economy = new BoundEconomy(mapping, balances, items, before, operations(), ledger(), trades());
        if (!problems.isEmpty()) {
            throw new MappingException(mapping.name(), problems);
        }
        return economy;
    }

    private Bound<ItemTable> items(String path, ItemTable table) throws SQLException {
        Uses uses = uses(path, table.table(), table.where()).name("id", table.id());
        for (String column : table.place()) {
            uses.name("place", column);
        }
        return new Bound<>(table, uses.bound());
    }

    private Optional<Bound<OperationTable>> operations() throws SQLException {
        if (mapping.operations().isEmpty()) {
            return Optional.empty();
        }
        OperationTable table = mapping.operations().get();
        Uses uses = uses("operations", table.table(), table.where()).name("id", table.id());
        table.kind().ifPresent(column -> uses.name("kind", column));
        table.result().ifPresent(column -> uses.name("result", column));
        return Optional.of(new Bound<>(table, uses.bound()));
    }

    private Optional<Bound<LedgerTable>> ledger() throws SQLException {
        if (mapping.ledger().isEmpty()) {
            return Optional.empty();
        }
        LedgerTable table = mapping.ledger().get();
        Uses uses = uses("ledger", table.table(), table.where())
                .name("operation", table.operation())
                .name("holder", table.holder())
                .number("delta", table.delta())
                .term("resource", table.resource(), false);
        table.item().ifPresent(column -> uses.name("item", column));
        table.leg().ifPresent(column -> uses.name("leg", column));
        return Optional.of(new Bound<>(table, uses.bound()));
    }

    private Optional<Bound<TradeTable>> trades() throws SQLException {
        if (mapping.trades().isEmpty()) {
            return Optional.empty();
        }
        TradeTable table = mapping.trades().get();
        Uses uses = uses("trades", table.table(), table.where())
                .name("operation", table.operation())
                .term("legs", table.legs(), true);
        table.state().ifPresent(column -> uses.name("state", column));
        return Optional.of(new Bound<>(table, uses.bound()));
    }

    private Uses uses(String path, String written, List<Condition> where) throws SQLException {
        int dot = written.indexOf('.');
        String schema = dot < 0 ? catalogue.defaultSchema() : written.substring(0, dot);
        String name = written.substring(dot + 1);
        Map<String, Map<String, Column>> tables = catalogue.tables(schema);
        Optional<String> real = Catalogue.resolve(name, tables.keySet());
        if (real.isEmpty()) {
            String in = schema.isEmpty() ? "" : " in schema '" + schema + "'";
            problem(
                    path + ".table",
                    "was '" + written + "', which the database does not have" + in
                            + Nearest.hint(name, tables.keySet()));
        }
        Uses uses = new Uses(path, written, schema, real, real.map(tables::get).orElse(Map.of()), where);
        where.forEach(condition -> uses.name("where." + condition.column(), condition.column()));
        return uses;
    }

    private void problem(String path, String what) {
        problems.add(new Problem(mapping.lineOf(path), path, what));
    }

    /** The columns of one table as they are found, one after another. */
    private final class Uses {

        private final String path;
        private final String label;
        private final String schema;
        private final Optional<String> table;
        private final Map<String, Column> real;
        private final List<Condition> where;
        private final Map<String, Column> found = new LinkedHashMap<>();

        Uses(
                String path,
                String label,
                String schema,
                Optional<String> table,
                Map<String, Column> real,
                List<Condition> where) {
            this.path = path;
            this.label = label;
            this.schema = schema;
            this.table = table;
            this.real = real;
            this.where = where;
        }

        Uses name(String key, String column) {
            find(key, column);
            return this;
        }

        Uses number(String key, String column) {
            find(key, column)
                    .filter(found -> !found.isExactNumber())
                    .ifPresent(found -> problem(
                            path + "." + key,
                            "was '" + column + "', which is " + found.typeName()
                                    + " but must be a whole number or a decimal; sums over it would not be exact"));
            return this;
        }

        Uses term(String key, Term term, boolean number) {
            if (term instanceof Term.Column column) {
                return number ? number(key, column.name()) : name(key, column.name());
            }
            return this;
        }

        private Optional<Column> find(String key, String column) {
            Optional<Column> match = Catalogue.resolve(column, real.keySet()).map(real::get);
            match.ifPresent(present -> found.put(column, present));
            // Of a table that is not there every column is missing; one problem says it.
            if (match.isEmpty() && table.isPresent()) {
                problem(
                        path + "." + key,
                        "was '" + column + "', which table '" + label + "' does not have"
                                + Nearest.hint(column, real.keySet()));
            }
            return match;
        }

        BoundTable bound() throws SQLException {
            return new BoundTable(
                    dialect, catalogue.quote(), label, schema, table.orElse(label), Map.copyOf(found), where);
        }
    }
}
