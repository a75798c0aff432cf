package org.bluemarble.chaos.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Position;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads nodes as words. A scalar is the text that was written, whatever YAML would take it for: {@code no} is no flag and
 * {@code 1.10} keeps its zero.
 */
final class YamlWords {

    /** Aliases make a small file large; a mapping of this size was not typed. */
    static final int MOST_ENTRIES = 1000;

    /** A list in a mapping: a value that nests deeper is no condition, and an alias may even lead back to itself. */
    private static final int DEEPEST_CONDITION = 3;

    private static final Set<Tag> PLAIN_TAGS = Set.of(
            Tag.STR,
            Tag.INT,
            Tag.FLOAT,
            Tag.BOOL,
            Tag.NULL,
            Tag.TIMESTAMP,
            Tag.MERGE,
            new Tag("tag:yaml.org,2002:value"));

    private final Findings findings;
    private final Placeholders placeholders;

    YamlWords(Findings findings) {
        this(findings, Placeholders.NONE);
    }

    /** Reads words with values in the places that are kept for them. */
    YamlWords(Findings findings, Placeholders placeholders) {
        this.findings = findings;
        this.placeholders = placeholders;
    }

    /** A key of a mapping with its value. */
    record Entry(String key, Node keyNode, Node value) {}

    static Position position(Node node) {
        return position(node.getStartMark());
    }

    /** Marks count from 0; lines and columns as people and editors do from 1. */
    static Position position(Mark mark) {
        return Position.of(mark.getLine() + 1, mark.getColumn() + 1);
    }

    static boolean isEmpty(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /** {@return how many problems there are so far} */
    int problems() {
        return findings.size();
    }

    void add(Node node, String text) {
        findings.add(position(node), text);
    }

    /** Returns null, and adds a problem, if the node is no scalar or an empty one. */
    @Nullable
    Word word(Node node, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            add(node, path + " was " + kind(node) + " but must be one value");
            return null;
        }
        if (isEmpty(node)) {
            add(node, path + " has no value; give one, or leave the key out");
            return null;
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            add(node, path + " was tagged '" + Word.shown(node.getTag().getValue()) + "', but tags mean nothing here");
            return null;
        }
        return new Word(placeholders.filled(scalar.getValue()), path, position(node));
    }

    /** Returns the entries in order, without those that are wrong; null, with a problem, if the node is no mapping. */
    @Nullable
    Map<String, Entry> mapping(Node node, String path, String example) {
        if (!(node instanceof MappingNode mapping)) {
            add(node, path + " was " + kind(node) + " but must be a mapping, for example " + example);
            return null;
        }
        if (mapping.getValue().size() > MOST_ENTRIES) {
            add(node, path + " had " + mapping.getValue().size() + " keys but must have at most " + MOST_ENTRIES);
            return null;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Word key = word(tuple.getKeyNode(), "a key of " + path);
            if (key != null && !isLeftOut(tuple.getValueNode(), DEEPEST_CONDITION)) {
                Entry entry = new Entry(key.text(), tuple.getKeyNode(), tuple.getValueNode());
                if (entries.putIfAbsent(key.text(), entry) != null) {
                    add(tuple.getKeyNode(), path(path, key.text()) + " was given twice; leave one of them out");
                }
            }
        }
        return entries;
    }

    /** Returns the words of a list, without those that are wrong; null, with a problem, if the node is no list. */
    @Nullable
    List<Word> list(Node node, String path, String example) {
        if (!(node instanceof SequenceNode sequence)) {
            add(node, path + " was " + kind(node) + " but must be a list, for example " + example);
            return null;
        }
        if (sequence.getValue().size() > MOST_ENTRIES) {
            add(node, path + " had " + sequence.getValue().size() + " values but must have at most " + MOST_ENTRIES);
            return null;
        }
        List<Word> words = new ArrayList<>();
        sequence.getValue().forEach(value -> words.addAll(elements(value, path)));
        return words;
    }

    /** {@return the words that one element of a list stands for: several, where it is the place of several values} */
    List<Word> elements(Node element, String path) {
        Word word = word(element, path);
        if (word == null || !(element instanceof ScalarNode scalar)) {
            return List.of();
        }
        return placeholders.several(scalar.getValue()).stream()
                .map(text -> new Word(text, path, word.position()))
                .toList();
    }

    /** Whether a node consists of nothing but places of empty values. */
    private boolean isLeftOut(Node node, int depth) {
        if (depth == 0 || placeholders.values().isEmpty()) {
            return false;
        }
        if (node instanceof ScalarNode scalar) {
            return placeholders.isLeftOut(scalar.getValue());
        }
        if (node instanceof SequenceNode sequence) {
            return !sequence.getValue().isEmpty()
                    && sequence.getValue().stream().allMatch(value -> isLeftOut(value, depth - 1));
        }
        return node instanceof MappingNode mapping
                && !mapping.getValue().isEmpty()
                && mapping.getValue().stream().allMatch(tuple -> isLeftOut(tuple.getValueNode(), depth - 1));
    }

    private static String kind(Node node) {
        if (isEmpty(node)) {
            return "empty";
        }
        return node instanceof MappingNode ? "a mapping" : node instanceof SequenceNode ? "a list" : "one value";
    }

    static String path(String parent, String key) {
        return parent.equals(YamlFile.ROOT) ? Word.shown(key) : parent + "." + Word.shown(key);
    }
}
