package org.bluemarble.chaos.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Cuts one rule of a file into the words of a draft, and understands none of them. */
final class RuleNode {

    private static final List<String> KEYS = List.of("at", "where", "fault", "when", "bounds", "phase", "enabled");
    private static final List<String> SEVERAL = List.of("all", "not");

    private final YamlWords words;
    private final YamlWords.Entry rule;
    private final RulePaths paths;
    private final String path;
    private final String id;

    private final List<RuleDraft.Term> where = new ArrayList<>();
    private final List<RuleDraft.Entry> parameters = new ArrayList<>();
    private @Nullable Word fault;
    private @Nullable Word main;

    RuleNode(YamlWords words, YamlWords.Entry rule) {
        this.words = words;
        this.rule = rule;
        this.paths = RulePaths.of(rule.key());
        this.path = YamlWords.path("rules", rule.key());
        this.id = rule.key();
    }

    /**
     * A rule that belongs to something.
     *
     * @param owner the path of what it belongs to
     * @param idPrefix what its id begins with
     */
    RuleNode(YamlWords words, YamlWords.Entry rule, String owner, String idPrefix) {
        this.words = words;
        this.rule = rule;
        this.path = YamlWords.path(owner + ".rules", rule.key());
        this.paths = new RulePaths(path + ".", true);
        this.id = idPrefix + rule.key();
    }

    /** Returns null, and adds problems, if some part has not the shape that it should have. */
    @Nullable
    RuleDraft draft() {
        int before = words.problems();
        Map<String, YamlWords.Entry> parts = words.mapping(rule.value(), path, "{ at: jdbc.commit, fault: lost-ack }");
        if (parts == null) {
            return null;
        }
        RuleDraft draft = draft(parts);
        // Without the part that is misshapen the others would be blamed for what they lack.
        boolean wellShaped = words.problems() == before;
        YamlFile.refuseUnknown(parts, KEYS, path, words);
        return wellShaped ? draft : null;
    }

    private RuleDraft draft(Map<String, YamlWords.Entry> parts) {
        if (parts.containsKey("where")) {
            conditions(parts.get("where").value());
        }
        if (parts.containsKey("fault")) {
            fault(parts.get("fault").value());
        }
        return new RuleDraft(
                paths,
                new Word(id, paths.id(), YamlWords.position(rule.keyNode())),
                word(parts.get("at"), paths.at()),
                where,
                fault,
                main,
                parameters,
                settings(parts.get("when"), "when", "{ probability: 1% }"),
                settings(parts.get("bounds"), "bounds", "{ limit: 10, ttl: 5m }"),
                word(parts.get("phase"), paths.phase()),
                word(parts.get("enabled"), paths.enabled()));
    }

    private @Nullable Word word(YamlWords.@Nullable Entry entry, String path) {
        return entry == null ? null : words.word(entry.value(), path);
    }

    private void conditions(Node node) {
        Map<String, YamlWords.Entry> attributes = words.mapping(node, paths.group("where"), "{ table: trades }");
        if (attributes != null) {
            attributes.values().forEach(this::conditions);
        }
    }

    /** {@code table: trades}, {@code table: { not: trades }}, or several of either in a list. */
    private void conditions(YamlWords.Entry attribute) {
        String path = paths.where(attribute.key());
        Node value = attribute.value();
        if (value instanceof SequenceNode) {
            words.add(value, path + " was a list but must be one value; { all: [a, b] } is for calls that have both");
        } else if (value instanceof MappingNode) {
            several(attribute, path);
        } else {
            term(attribute, false, words.word(value, path));
        }
    }

    private void several(YamlWords.Entry attribute, String path) {
        Map<String, YamlWords.Entry> kinds = words.mapping(attribute.value(), path, "{ not: trades }");
        if (kinds == null) {
            return;
        }
        YamlFile.refuseUnknown(kinds, SEVERAL, path, words);
        for (YamlWords.Entry kind : kinds.values()) {
            boolean negated = kind.key().equals("not");
            if (kind.value() instanceof ScalarNode) {
                term(attribute, negated, words.word(kind.value(), path));
            } else {
                List<Word> values = words.list(kind.value(), path, "[trades, items]");
                if (values != null) {
                    values.forEach(value -> term(attribute, negated, value));
                }
            }
        }
    }

    private void term(YamlWords.Entry attribute, boolean negated, @Nullable Word value) {
        if (value != null) {
            where.add(new RuleDraft.Term(key(attribute, value.path()), negated, value));
        }
    }

    private static Word key(YamlWords.Entry entry, String path) {
        return new Word(entry.key(), path, YamlWords.position(entry.keyNode()));
    }

    /** {@code fault: lost-ack}, or a mapping whose first key is the fault's name and its value the main parameter. */
    private void fault(Node node) {
        if (node instanceof ScalarNode) {
            fault = words.word(node, paths.fault());
            return;
        }
        Map<String, YamlWords.Entry> entries = words.mapping(node, paths.fault(), "{ latency: 250ms, jitter: 20ms }");
        if (entries == null) {
            return;
        }
        Iterator<YamlWords.Entry> each = entries.values().iterator();
        if (!each.hasNext()) {
            words.add(node, paths.fault() + " was empty but must name a fault, for example { latency: 250ms }");
            return;
        }
        YamlWords.Entry first = each.next();
        fault = key(first, paths.fault());
        if (!YamlWords.isEmpty(first.value())) {
            main = words.word(first.value(), paths.fault(first.key()));
        }
        each.forEachRemaining(entry -> add(parameters, entry, paths.fault(entry.key())));
    }

    private List<RuleDraft.Entry> settings(YamlWords.@Nullable Entry group, String name, String example) {
        List<RuleDraft.Entry> settings = new ArrayList<>();
        Map<String, YamlWords.Entry> entries =
                group == null ? null : words.mapping(group.value(), paths.group(name), example);
        if (entries != null) {
            for (YamlWords.Entry entry : entries.values()) {
                add(settings, entry, YamlWords.path(paths.group(name), entry.key()));
            }
        }
        return settings;
    }

    private void add(List<RuleDraft.Entry> settings, YamlWords.Entry entry, String path) {
        Word value = words.word(entry.value(), path);
        if (value != null) {
            settings.add(new RuleDraft.Entry(key(entry, path), value));
        }
    }
}
