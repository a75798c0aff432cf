package org.bluemarble.chaos.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Cuts one rule of a file into the words of a draft, and understands none of them. */
final class RuleNode {

    private static final List<String> KEYS =
            List.of("at", "where", "fault", "when", "bounds", "phase", "enabled", "dry-run", "allow-blocking");
    /** Settings that may be written as a list. */
    private static final List<String> LISTS = List.of("steps", "days");

    private final YamlWords words;
    private final YamlWords.Entry rule;
    private final RulePaths paths;
    private final String path;
    private final String id;

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
        YamlWords.Entry where = parts.get("where");
        List<RuleDraft.Term> conditions =
                where == null ? List.of() : new ConditionNodes(words, paths.group("where"), false).read(where.value());
        if (parts.containsKey("fault")) {
            fault(parts.get("fault").value());
        }
        return new RuleDraft(
                paths,
                new Word(id, paths.id(), YamlWords.position(rule.keyNode())),
                word(parts.get("at"), paths.at()),
                conditions,
                fault,
                main,
                parameters,
                settings(parts.get("when"), "when", "{ probability: 1% }"),
                settings(parts.get("bounds"), "bounds", "{ limit: 10, ttl: 5m }"),
                word(parts.get("phase"), paths.phase()),
                word(parts.get("enabled"), paths.enabled()),
                word(parts.get("dry-run"), paths.dryRun()),
                word(parts.get("allow-blocking"), paths.allowBlocking()));
    }

    private @Nullable Word word(YamlWords.@Nullable Entry entry, String path) {
        return entry == null ? null : words.word(entry.value(), path);
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
        Word value = LISTS.contains(entry.key()) && entry.value() instanceof SequenceNode
                ? joined(entry, path)
                : words.word(entry.value(), path);
        if (value != null) {
            settings.add(new RuleDraft.Entry(key(entry, path), value));
        }
    }

    /** A line separates the values with commas, and so do files that are written. */
    private @Nullable Word joined(YamlWords.Entry entry, String path) {
        List<Word> values = words.list(entry.value(), path, "[1%/2m, 5%/2m, 30%]");
        return values == null
                ? null
                : new Word(
                        values.stream().map(Word::text).collect(Collectors.joining(",")),
                        path,
                        YamlWords.position(entry.value()));
    }
}
