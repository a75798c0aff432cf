package org.bluemarble.chaos.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Cuts conditions into the words of a draft: {@code table: trade}, {@code { any: [trade, wallet] }}, {@code { glob:
 * "w*" }}, {@code { prefix: w }}, {@code { regex: "^w" }}, {@code { from: 10, to: 50 }}, each of them under {@code not:} or
 * in the list of {@code all:} too.
 */
final class ConditionNodes {

    private static final List<String> ONE_CONDITION = List.of("any", "glob", "prefix", "regex", "from", "to");
    private static final List<String> KEYS = List.of("any", "all", "not", "glob", "prefix", "regex", "from", "to");

    private final YamlWords words;
    private final String group;
    private final boolean listsAreAny;
    private final List<RuleDraft.Term> terms = new ArrayList<>();

    /**
     * Cuts the conditions of one mapping.
     *
     * @param group what the mapping is called in messages
     * @param listsAreAny whether {@code table: [a, b]} means either; where it could be taken for both, it is refused
     */
    ConditionNodes(YamlWords words, String group, boolean listsAreAny) {
        this.words = words;
        this.group = group;
        this.listsAreAny = listsAreAny;
    }

    /** Returns the conditions of a mapping by attribute; what is misshapen is left out, and a problem. */
    List<RuleDraft.Term> read(Node node) {
        Map<String, YamlWords.Entry> attributes = words.mapping(node, group, "{ table: trade }");
        if (attributes != null) {
            attributes.values().forEach(this::conditions);
        }
        return terms;
    }

    private void conditions(YamlWords.Entry attribute) {
        String path = YamlWords.path(group, attribute.key());
        Node value = attribute.value();
        if (value instanceof SequenceNode && listsAreAny) {
            List<RuleDraft.Alternative> anyOf = new ArrayList<>();
            nodes(value, path).forEach(one -> anyOf.addAll(alternatives(one, path)));
            term(attribute, false, anyOf);
        } else if (value instanceof SequenceNode) {
            words.add(
                    value,
                    path + " was a list but must be one value; { any: [a, b] } is for calls that have either,"
                            + " { all: [a, b] } for calls that have both");
        } else if (value instanceof MappingNode) {
            several(attribute, path);
        } else {
            term(attribute, false, alternatives(value, path));
        }
    }

    /** What stands side by side must hold together. */
    private void several(YamlWords.Entry attribute, String path) {
        Map<String, YamlWords.Entry> kinds = words.mapping(attribute.value(), path, "{ not: trades }");
        if (kinds == null) {
            return;
        }
        if (kinds.isEmpty()) {
            words.add(
                    attribute.value(), path + " was empty but must say what is expected, for example { not: trades }");
        }
        YamlFile.refuseUnknown(kinds, KEYS, path, words);
        for (YamlWords.Entry kind : kinds.values()) {
            if (kind.key().equals("all")) {
                nodes(kind.value(), path).forEach(one -> term(attribute, false, alternatives(one, path)));
            } else if (kind.key().equals("not")) {
                nodes(kind.value(), path).forEach(one -> term(attribute, true, alternatives(one, path)));
            } else if (ONE_CONDITION.contains(kind.key()) && !isSecondEnd(kind, kinds)) {
                term(attribute, false, alternatives(kind, kinds, path));
            }
        }
    }

    /** {@return whether this end of a range was read with the other} */
    private static boolean isSecondEnd(YamlWords.Entry kind, Map<String, YamlWords.Entry> kinds) {
        return kind.key().equals("to") && kinds.containsKey("from");
    }

    private List<Node> nodes(Node node, String path) {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(node);
        }
        if (sequence.getValue().size() > YamlWords.MOST_ENTRIES) {
            words.add(
                    node,
                    path + " had " + sequence.getValue().size() + " values but must have at most "
                            + YamlWords.MOST_ENTRIES);
            return List.of();
        }
        if (sequence.getValue().isEmpty()) {
            words.add(node, path + " was an empty list but must name a value");
        }
        return sequence.getValue();
    }

    /** A value, or a mapping with one key that says what kind of pattern it is. */
    private List<RuleDraft.Alternative> alternatives(Node node, String path) {
        if (!(node instanceof MappingNode)) {
            return one(RuleDraft.Form.VALUE, words.word(node, path));
        }
        Map<String, YamlWords.Entry> kinds = words.mapping(node, path, "{ glob: \"w*\" }");
        if (kinds == null) {
            return List.of();
        }
        boolean empty = kinds.isEmpty();
        YamlFile.refuseUnknown(kinds, ONE_CONDITION, path, words);
        List<YamlWords.Entry> read = kinds.values().stream()
                .filter(kind -> ONE_CONDITION.contains(kind.key()) && !isSecondEnd(kind, kinds))
                .toList();
        if (read.size() == 1) {
            return alternatives(read.get(0), kinds, path);
        }
        if (read.size() > 1 || empty) {
            words.add(
                    node,
                    path + " was a mapping of " + kinds.size()
                            + " keys but must have one here, for example { glob: \"w*\" }");
        }
        return List.of();
    }

    private List<RuleDraft.Alternative> alternatives(
            YamlWords.Entry kind, Map<String, YamlWords.Entry> kinds, String path) {
        if (kind.key().equals("from") || kind.key().equals("to")) {
            return range(kinds.get("from"), kinds.get("to"), path);
        }
        List<RuleDraft.Alternative> all = new ArrayList<>();
        for (Node node : nodes(kind.value(), path)) {
            if (kind.key().equals("any") && node instanceof ScalarNode) {
                words.elements(node, path).forEach(word -> all.addAll(one(RuleDraft.Form.VALUE, word)));
            } else if (kind.key().equals("any")) {
                all.addAll(alternatives(node, path));
            } else {
                all.addAll(pattern(kind.key(), words.word(node, path)));
            }
        }
        return all;
    }

    private static List<RuleDraft.Alternative> pattern(String kind, @Nullable Word word) {
        if (word == null || kind.equals("regex")) {
            return one(RuleDraft.Form.REGEX, word);
        }
        boolean prefix = kind.equals("prefix");
        String glob = prefix ? word.text().replaceAll("[*?\\\\]", "\\\\$0") + "*" : word.text();
        return one(RuleDraft.Form.GLOB, new Word(glob, word.path(), word.position()));
    }

    /** As the one-line spelling has it, which is what messages show. */
    private List<RuleDraft.Alternative> range(
            YamlWords.@Nullable Entry from, YamlWords.@Nullable Entry to, String path) {
        Word first = from == null ? null : words.word(from.value(), path);
        Word last = to == null ? null : words.word(to.value(), path);
        Word position = first == null ? last : first;
        if (position == null || (from != null && first == null) || (to != null && last == null)) {
            return List.of();
        }
        String text = (first == null ? "" : first.text()) + ".." + (last == null ? "" : last.text());
        return one(RuleDraft.Form.VALUE, new Word(text, path, position.position()));
    }

    private static List<RuleDraft.Alternative> one(RuleDraft.Form form, @Nullable Word word) {
        return word == null ? List.of() : List.of(new RuleDraft.Alternative(form, word));
    }

    private void term(YamlWords.Entry attribute, boolean negated, List<RuleDraft.Alternative> anyOf) {
        if (!anyOf.isEmpty()) {
            Word key = new Word(
                    attribute.key(), YamlWords.path(group, attribute.key()), YamlWords.position(attribute.keyNode()));
            terms.add(new RuleDraft.Term(key, negated, anyOf));
        }
    }
}
