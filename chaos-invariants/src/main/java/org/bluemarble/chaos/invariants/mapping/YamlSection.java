package org.bluemarble.chaos.invariants.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of the file with the keys it may have. Reading a setting that is wrong records the problem and goes on. */
final class YamlSection {

    private final MappingNode node;
    private final String path;
    private final YamlProblems problems;
    private final Map<String, Node> settings = new LinkedHashMap<>();
    private boolean broken;

    YamlSection(MappingNode node, String path, Set<String> known, YamlProblems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        for (NodeTuple tuple : node.getValue()) {
            index(tuple, known);
        }
    }

    private void index(NodeTuple tuple, Set<String> known) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        OptionalInt line = OptionalInt.of(YamlProblems.lineOf(tuple.getKeyNode()));
        if (!known.isEmpty() && !known.contains(key)) {
            broken = true;
            problems.add(line, child(key), "is unknown" + Nearest.hint(key, known));
        } else if (settings.putIfAbsent(key, tuple.getValueNode()) != null) {
            broken = true;
            problems.add(line, child(key), "stands twice but must stand once");
        }
        problems.remember(child(key), tuple.getKeyNode());
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean isBroken() {
        return broken;
    }

    void problem(String key, String what) {
        Node setting = settings.get(key);
        broken = true;
        problems.add(OptionalInt.of(YamlProblems.lineOf(setting == null ? node : setting)), child(key), what);
    }

    Optional<String> text(String key) {
        if (settings.get(key) == null) {
            problem(key, "is missing but must name a " + (key.equals("table") ? "table" : "column"));
            return Optional.empty();
        }
        return optionalText(key);
    }

    Optional<String> optionalText(String key) {
        Node setting = settings.get(key);
        return setting == null ? Optional.empty() : Optional.ofNullable(scalar(key, setting));
    }

    private @Nullable String scalar(String key, Node setting) {
        if (setting instanceof ScalarNode scalar
                && !isNull(scalar)
                && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        problem(key, "was " + kind(setting) + " but must be a single value");
        return null;
    }

    private static boolean isNull(ScalarNode scalar) {
        return Tag.NULL.equals(scalar.getTag());
    }

    private static String kind(Node setting) {
        if (setting instanceof ScalarNode scalar) {
            return isNull(scalar) || scalar.getValue().isEmpty() ? "empty" : "'" + scalar.getValue() + "'";
        }
        return setting instanceof SequenceNode ? "a list" : "a mapping";
    }

    /** A single value is a list of one. */
    Optional<Set<String>> optionalTexts(String key) {
        Node setting = settings.get(key);
        if (setting == null) {
            return Optional.empty();
        }
        List<Node> nodes = setting instanceof SequenceNode list ? list.getValue() : List.of(setting);
        Set<String> texts = new LinkedHashSet<>();
        for (Node element : nodes) {
            String text = scalar(key, element);
            if (text != null) {
                texts.add(text);
            }
        }
        return Optional.of(texts);
    }

    boolean flag(String key) {
        Optional<String> text = optionalText(key);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            problem(key, "was '" + text.get() + "' but must be true or false");
        }
        return text.isPresent() && text.get().equals("true");
    }

    Map<String, BigDecimal> numbers(String key) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        section(key, Set.of())
                .ifPresent(section -> section.settings.forEach((name, setting) -> {
                    String text = section.scalar(name, setting);
                    if (text != null) {
                        section.number(name, text).ifPresent(number -> numbers.put(name, number));
                    }
                }));
        return numbers;
    }

    private Optional<BigDecimal> number(String key, String text) {
        try {
            return Optional.of(new BigDecimal(text.replace("_", "")));
        } catch (NumberFormatException malformed) {
            problem(key, "was '" + text + "' but must be a number");
            return Optional.empty();
        }
    }

    Optional<Term> term(String key, String example) {
        if (settings.get(key) == null) {
            problem(key, "is missing but must be a column, or '{ value: " + example + " }' for the whole table");
            return Optional.empty();
        }
        return optionalTerm(key);
    }

    /** A bare word is a column and a bare number a number; {@code column:} and {@code value:} say it outright. */
    Optional<Term> optionalTerm(String key) {
        Node setting = settings.get(key);
        if (setting == null) {
            return Optional.empty();
        }
        if (setting instanceof MappingNode) {
            return section(key, Set.of("column", "value")).flatMap(section -> section.explicitTerm(this, key));
        }
        String text = scalar(key, setting);
        return Optional.ofNullable(text).map(word -> isNumber(word) ? asNumber(word) : Term.column(word));
    }

    private Optional<Term> explicitTerm(YamlSection parent, String key) {
        Optional<String> column = optionalText("column");
        Optional<String> value = optionalText("value");
        if (column.isPresent() == value.isPresent()) {
            parent.problem(key, "must hold either 'column' or 'value'");
            return Optional.empty();
        }
        return column.map(Term::column).or(() -> value.map(text -> isNumber(text) ? asNumber(text) : Term.text(text)));
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d[\\d_]*(\\.\\d+)?");
    }

    private static Term asNumber(String text) {
        return new Term.Amount(new BigDecimal(text.replace("_", "")));
    }

    Optional<YamlSection> section(String key, Set<String> known) {
        Node setting = settings.get(key);
        if (setting == null) {
            return Optional.empty();
        }
        if (setting instanceof MappingNode mapping) {
            return Optional.of(new YamlSection(mapping, child(key), known, problems));
        }
        problem(key, "was " + kind(setting) + " but must be a mapping");
        return Optional.empty();
    }

    /** One mapping is a list of one. */
    List<YamlSection> sections(String key, Set<String> known) {
        Node setting = settings.get(key);
        if (setting == null) {
            return List.of();
        }
        List<Node> nodes = setting instanceof SequenceNode list ? list.getValue() : List.of(setting);
        List<YamlSection> sections = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof MappingNode mapping) {
                String element = child(key) + "[" + i + "]";
                problems.remember(element, mapping);
                sections.add(new YamlSection(mapping, element, known, problems));
            } else {
                problem(key, "was " + kind(nodes.get(i)) + " at position " + i + " but must be a list of mappings");
            }
        }
        return sections;
    }

    List<Condition> conditions(String key) {
        List<Condition> conditions = new ArrayList<>();
        Optional<YamlSection> section = section(key, Set.of());
        section.ifPresent(columns -> columns.settings.forEach((column, setting) -> {
            columns.condition(column, setting).ifPresent(conditions::add);
            broken |= columns.broken;
        }));
        return conditions;
    }

    private Optional<Condition> condition(String column, Node setting) {
        Node values = setting;
        boolean negated = false;
        if (setting instanceof MappingNode) {
            Optional<YamlSection> negation = section(column, Set.of("not"));
            Node inner = negation.map(section -> section.settings.get("not")).orElse(null);
            if (inner == null) {
                problem(column, "must be a value, a list of values, or '{ not: … }'");
                return Optional.empty();
            }
            values = inner;
            negated = true;
        }
        List<Node> nodes = values instanceof SequenceNode list ? list.getValue() : List.of(values);
        Set<String> texts = new LinkedHashSet<>();
        boolean coversNull = false;
        for (Node value : nodes) {
            if (value instanceof ScalarNode scalar && isNull(scalar)) {
                coversNull = true;
            } else if (value instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problem(column, "was " + kind(value) + " but must be a value");
                return Optional.empty();
            }
        }
        if (texts.isEmpty() && !coversNull) {
            problem(column, "was an empty list but must hold at least one value");
            return Optional.empty();
        }
        return Optional.of(new Condition(column, texts, coversNull, negated));
    }
}
