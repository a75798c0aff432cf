package org.bluemarble.chaos.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.RuleReader;
import org.bluemarble.chaos.RuleSequence;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the sequences of a file: under each name a list of acts, each with its time and its rules; or a mapping that has
 * the acts, and says that the sequence waits until somebody starts it.
 */
final class ActsNode {

    private static final String EXAMPLE = "[{ for: 2m, rules: { ... } }]";
    private static final List<String> SEQUENCE_KEYS = List.of("acts", "start");
    private static final List<String> KEYS = List.of("for", "rules");
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final YamlWords words;
    private final RuleReader reader;
    private final Findings findings;

    private ActsNode(YamlWords words, RuleReader reader, Findings findings) {
        this.words = words;
        this.reader = reader;
        this.findings = findings;
    }

    /**
     * A sequence of a file.
     *
     * @param starts whether it starts when the file is armed; otherwise when somebody says so
     */
    record FileSequence(RuleSequence sequence, boolean starts) {}

    /** Returns the sequences that have no problem; {@code findings} take those of the others. */
    static List<FileSequence> read(YamlFile file, RuleReader reader, Findings findings) {
        List<FileSequence> sequences = new ArrayList<>();
        Node node = file.value("sequences");
        Map<String, YamlWords.Entry> entries =
                node == null ? null : file.words().mapping(node, "sequences", "evening: " + EXAMPLE);
        if (entries != null) {
            ActsNode acts = new ActsNode(file.words(), reader, findings);
            for (YamlWords.Entry entry : entries.values()) {
                FileSequence sequence = acts.sequence(entry);
                if (sequence != null) {
                    sequences.add(sequence);
                }
            }
        }
        return sequences;
    }

    private @Nullable FileSequence sequence(YamlWords.Entry entry) {
        int before = findings.size();
        String path = YamlWords.path("sequences", entry.key());
        if (!FaultRule.isId(entry.key())) {
            words.add(
                    entry.keyNode(),
                    path + " must be named with 1 to 64 lower-case letters, digits and hyphens, and begin with a letter"
                            + " or digit");
        }
        Node value = entry.value();
        boolean starts = true;
        if (value instanceof MappingNode) {
            Map<String, YamlWords.Entry> parts = words.mapping(value, path, "{ start: false, acts: " + EXAMPLE + " }");
            if (parts == null) {
                return null;
            }
            YamlFile.refuseUnknown(parts, SEQUENCE_KEYS, path, words);
            starts = starts(parts.get("start"), path + ".start");
            YamlWords.Entry acts = parts.get("acts");
            if (acts == null) {
                words.add(value, path + ".acts is missing; give a list of acts, for example " + EXAMPLE);
                return null;
            }
            value = acts.value();
        }
        List<RuleSequence.Act> acts = acts(value, path);
        return findings.size() == before ? new FileSequence(new RuleSequence(entry.key(), acts), starts) : null;
    }

    private boolean starts(YamlWords.@Nullable Entry entry, String path) {
        Word word = entry == null ? null : words.word(entry.value(), path);
        return word == null || !Boolean.FALSE.equals(Units.flag(word, findings));
    }

    private List<RuleSequence.Act> acts(Node node, String path) {
        List<RuleSequence.Act> acts = new ArrayList<>();
        if (!(node instanceof SequenceNode list)) {
            words.add(node, path + " must be a list of acts, for example " + EXAMPLE);
            return acts;
        }
        if (list.getValue().isEmpty() || list.getValue().size() > RuleSequence.MOST_ACTS) {
            words.add(
                    list,
                    path + " had " + list.getValue().size() + " acts but must have 1 to " + RuleSequence.MOST_ACTS);
            return acts;
        }
        for (int i = 0; i < list.getValue().size(); i++) {
            RuleSequence.Act act = act(list.getValue().get(i), path + "[" + i + "]");
            if (act != null) {
                acts.add(act);
            }
        }
        return acts;
    }

    private RuleSequence.@Nullable Act act(Node node, String path) {
        Map<String, YamlWords.Entry> parts = words.mapping(node, path, "{ for: 2m, rules: { ... } }");
        if (parts == null) {
            return null;
        }
        YamlFile.refuseUnknown(parts, KEYS, path, words);
        Duration lasts = lasts(node, parts.get("for"), path + ".for");
        int before = findings.size();
        List<FaultRule> rules = rules(parts.get("rules"), path + ".rules");
        return lasts == null || findings.size() > before ? null : new RuleSequence.Act(lasts, rules);
    }

    private @Nullable Duration lasts(Node act, YamlWords.@Nullable Entry entry, String path) {
        if (entry == null) {
            words.add(act, path + " is missing; say how long the act lasts, for example 2m");
            return null;
        }
        Word word = words.word(entry.value(), path);
        Duration lasts = word == null ? null : Units.duration(word, findings);
        if (word != null && lasts != null && lasts.compareTo(SHORTEST) < 0) {
            findings.refuseValue(word, "but must be at least " + Units.text(SHORTEST));
            return null;
        }
        return lasts;
    }

    private List<FaultRule> rules(YamlWords.@Nullable Entry entry, String path) {
        List<FaultRule> rules = new ArrayList<>();
        Map<String, YamlWords.Entry> entries =
                entry == null ? null : words.mapping(entry.value(), path, "slow: { at: ..., fault: ... }");
        if (entries == null) {
            return rules;
        }
        for (YamlWords.Entry rule : entries.values()) {
            RuleDraft draft = new RuleNode(words, rule).draft();
            FaultRule read = draft == null ? null : reader.read(draft, findings);
            if (read != null) {
                rules.add(read);
            }
        }
        return rules;
    }
}
