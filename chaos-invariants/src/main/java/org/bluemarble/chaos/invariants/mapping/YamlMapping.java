package org.bluemarble.chaos.invariants.mapping;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bluemarble.chaos.invariants.model.Invariant;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the YAML spelling of a mapping.
 *
 * <p>Works on the composed tree and constructs no objects, so that each setting keeps its line and values keep their
 * spelling: a state called {@code ON} stays a text.
 */
final class YamlMapping {

    private static final Set<String> KEYS = Set.of(
            "economy",
            "initial",
            "closed",
            "mint",
            "sink",
            "balances",
            "items",
            "items-before",
            "operations",
            "ledger",
            "trades",
            "facts",
            "check");

    private final String source;
    private final YamlProblems problems = new YamlProblems();

    YamlMapping(String source) {
        this.source = source;
    }

    EconomyMapping read(String yaml) {
        Optional<YamlSection> root = compose(yaml);
        EconomyMappingBuilder builder = new EconomyMappingBuilder(
                root.flatMap(section -> section.optionalText("economy")).orElse(source));
        root.ifPresent(section -> fill(builder, section));
        EconomyMapping mapping = new EconomyMapping(builder, problems.lines());
        List<Problem> all = new ArrayList<>(problems.found());
        if (all.isEmpty()) {
            // A section that could not be read would make others look contradictory.
            all.addAll(Support.contradictions(mapping));
        }
        if (!all.isEmpty()) {
            throw new MappingException(source, all);
        }
        return mapping;
    }

    private Optional<YamlSection> compose(String yaml) {
        try {
            Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
            if (node instanceof MappingNode mapping) {
                return Optional.of(new YamlSection(mapping, "", KEYS, problems));
            }
            problems.add(
                    OptionalInt.of(1),
                    "",
                    "was "
                            + (node == null ? "empty" : "not a mapping")
                            + " but must be a mapping that begins, for example, with 'economy: my-game'");
        } catch (MarkedYAMLException malformed) {
            OptionalInt line = malformed.getProblemMark() == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(malformed.getProblemMark().getLine() + 1);
            problems.add(line, "", "is not YAML: " + malformed.getProblem());
        } catch (YAMLException malformed) {
            problems.add(OptionalInt.empty(), "", "is not YAML: " + malformed.getMessage());
        }
        return Optional.empty();
    }

    private void fill(EconomyMappingBuilder builder, YamlSection root) {
        builder.initial.putAll(root.numbers("initial"));
        builder.closed = root.flag("closed");
        root.optionalTexts("mint").ifPresent(names -> builder.mint = names);
        root.optionalTexts("sink").ifPresent(names -> builder.sink = names);
        root.sections("balances", Set.of("table", "holder", "amount", "resource", "minimum", "where"))
                .forEach(section -> balance(section).ifPresent(builder::balances));
        root.sections("items", Set.of("table", "id", "place", "where"))
                .forEach(section -> item(section).ifPresent(builder::items));
        builder.itemsBefore = root.section("items-before", Set.of("table", "id", "place", "where"))
                .flatMap(YamlMapping::item);
        builder.operations = root.section("operations", Set.of("table", "id", "kind", "result", "where"))
                .flatMap(YamlMapping::operations);
        builder.ledger = root.section(
                        "ledger", Set.of("table", "operation", "holder", "delta", "resource", "item", "leg", "where"))
                .flatMap(YamlMapping::ledger);
        builder.trades = root.section("trades", Set.of("table", "operation", "legs", "state", "done", "kinds", "where"))
                .flatMap(this::trades);
        root.section("facts", Set.of("kinds"))
                .flatMap(section -> section.optionalTexts("kinds"))
                .ifPresent(kinds -> builder.factKinds = kinds);
        root.optionalTexts("check").ifPresent(names -> builder.check = invariants(root, names));
    }

    private static Optional<BalanceTable> balance(YamlSection section) {
        Optional<String> table = section.text("table");
        Optional<String> holder = section.text("holder");
        Optional<String> amount = section.text("amount");
        Optional<Term> resource = section.term("resource", "gold");
        Term minimum = section.optionalTerm("minimum").orElse(Term.number(0));
        List<Condition> where = section.conditions("where");
        return section.isBroken()
                ? Optional.empty()
                : Optional.of(
                        new BalanceTable(table.get(), holder.get(), amount.get(), resource.get(), minimum, where));
    }

    private static Optional<ItemTable> item(YamlSection section) {
        Optional<String> table = section.text("table");
        Optional<String> id = section.text("id");
        List<String> place = List.copyOf(section.optionalTexts("place").orElse(new LinkedHashSet<>()));
        List<Condition> where = section.conditions("where");
        return section.isBroken() ? Optional.empty() : Optional.of(new ItemTable(table.get(), id.get(), place, where));
    }

    private static Optional<OperationTable> operations(YamlSection section) {
        Optional<String> table = section.text("table");
        Optional<String> id = section.text("id");
        Optional<String> kind = section.optionalText("kind");
        Optional<String> result = section.optionalText("result");
        List<Condition> where = section.conditions("where");
        return section.isBroken()
                ? Optional.empty()
                : Optional.of(new OperationTable(table.get(), id.get(), kind, result, where));
    }

    private static Optional<LedgerTable> ledger(YamlSection section) {
        Optional<String> table = section.text("table");
        Optional<String> operation = section.text("operation");
        Optional<String> holder = section.text("holder");
        Optional<String> delta = section.text("delta");
        Optional<Term> resource = section.term("resource", "gold");
        Optional<String> item = section.optionalText("item");
        Optional<String> leg = section.optionalText("leg");
        List<Condition> where = section.conditions("where");
        return section.isBroken()
                ? Optional.empty()
                : Optional.of(new LedgerTable(
                        table.get(), operation.get(), holder.get(), delta.get(), resource.get(), item, leg, where));
    }

    private Optional<TradeTable> trades(YamlSection section) {
        Optional<String> table = section.text("table");
        Optional<String> operation = section.text("operation");
        Optional<Term> legs = section.term("legs", "4");
        Optional<String> state = section.optionalText("state");
        Set<String> done = section.optionalTexts("done").orElse(Set.of());
        Set<String> kinds = section.optionalTexts("kinds").orElse(Set.of());
        List<Condition> where = section.conditions("where");
        if (state.isPresent() == done.isEmpty()) {
            section.problem(
                    state.isPresent() ? "done" : "state",
                    "is missing but must stand beside '" + (state.isPresent() ? "state" : "done")
                            + "'; together they say which trades have all of their legs");
        }
        return section.isBroken()
                ? Optional.empty()
                : Optional.of(new TradeTable(table.get(), operation.get(), legs.get(), state, done, kinds, where));
    }

    private static Set<Invariant> invariants(YamlSection root, Set<String> names) {
        Set<String> known = new LinkedHashSet<>();
        EnumSet.allOf(Invariant.class).forEach(invariant -> known.add(invariant.name()));
        EnumSet<Invariant> chosen = EnumSet.noneOf(Invariant.class);
        for (String name : names) {
            if (known.contains(name)) {
                chosen.add(Invariant.valueOf(name));
            } else {
                root.problem("check", "was '" + name + "' but must be one of " + String.join(", ", known));
            }
        }
        return chosen.isEmpty() ? EnumSet.allOf(Invariant.class) : chosen;
    }
}
