package org.bluemarble.chaos.invariants;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bluemarble.chaos.invariants.mapping.Condition;
import org.bluemarble.chaos.invariants.mapping.Term;

/**
 * A real table with the columns a mapping uses, ready to be written into SQL. Every name in here came from the database's own
 * catalogue and is quoted; every value is a parameter.
 *
 * @param label how the mapping calls the table, for reports
 * @param columns the real column behind each name the mapping uses
 */
record BoundTable(
        Dialect dialect,
        String quote,
        String label,
        String schema,
        String name,
        Map<String, Column> columns,
        List<Condition> conditions) {

    Column column(String mapped) {
        return Objects.requireNonNull(columns.get(mapped), mapped);
    }

    /** {@return the column as the database has it, for arithmetic} */
    String raw(String mapped) {
        return quoted(column(mapped).name());
    }

    /** {@return the column as a text that equals only its equals, for ids and names} */
    String exact(String mapped) {
        return dialect.exact(raw(mapped), column(mapped).isText());
    }

    /** {@return a resource's name: a column or the same text for each row} */
    Sql name(Term term) {
        if (term instanceof Term.Column fromColumn) {
            return Sql.of(exact(fromColumn.name()));
        }
        return dialect.constant(((Term.Text) term).value());
    }

    /** {@return a number: a column or the same for each row} */
    String number(Term term) {
        return term instanceof Term.Column fromColumn
                ? raw(fromColumn.name())
                : ((Term.Amount) term).value().toPlainString();
    }

    /** {@return the from and where clauses that choose the rows which count} */
    Sql from() {
        Sql from = Sql.of(" from ")
                .add(schema.isEmpty() ? "" : quoted(schema) + ".")
                .add(quoted(name));
        String between = " where ";
        for (Condition condition : conditions) {
            from.add(between).add(condition(condition));
            between = " and ";
        }
        return conditions.isEmpty() ? from.add(" where 1 = 1") : from;
    }

    private Sql condition(Condition condition) {
        String column = raw(condition.column());
        Sql matches = Sql.of("(");
        if (!condition.values().isEmpty()) {
            // The null test keeps the condition two-valued, so that its negation is true for nulls.
            matches.add("(" + column + " is not null and ")
                    .add(in(condition.column(), condition.values()))
                    .add(")");
        }
        if (condition.coversNull()) {
            matches.add(condition.values().isEmpty() ? "" : " or ").add(column + " is null");
        }
        return Sql.of(condition.negated() ? "not " : "").add(matches.add(")"));
    }

    /** {@return a condition that compares as the database does, so that an index on the column serves it} */
    Sql in(String mapped, Collection<String> values) {
        List<Sql> parameters = values.stream()
                .map(value -> new Sql().value(dialect.value(column(mapped), value)))
                .toList();
        return Sql.of(raw(mapped) + " in (").add(Sql.join(", ", parameters)).add(")");
    }

    /** {@return a condition that compares letter by letter} */
    Sql exactlyIn(String mapped, Collection<String> values) {
        if (values.isEmpty()) {
            return Sql.of("1 = 0");
        }
        List<Sql> parameters = values.stream().map(dialect::constant).toList();
        return Sql.of(exact(mapped) + " in (").add(Sql.join(", ", parameters)).add(")");
    }

    private String quoted(String identifier) {
        return quote + identifier.replace(quote, quote + quote) + quote;
    }
}
