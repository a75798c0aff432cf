package org.bluemarble.chaos.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Incident;
import org.bluemarble.chaos.ParameterDescriptor;
import org.bluemarble.chaos.RuleReader;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads one incident of a file. */
final class IncidentNode {

    private static final List<String> KEYS = List.of("summary", "parameters", "needs", "rules");

    private final YamlWords words;
    private final YamlWords.Entry entry;
    private final String source;
    private final Set<String> points;
    private final Findings findings;
    private final String path;

    IncidentNode(YamlWords words, YamlWords.Entry entry, String source, Set<String> points, Findings findings) {
        this.words = words;
        this.entry = entry;
        this.source = source;
        this.points = points;
        this.findings = findings;
        this.path = YamlWords.path("incidents", entry.key());
    }

    /** Returns null, and adds problems, if something is wrong with it. */
    @Nullable
    Incident read() {
        int before = findings.size();
        if (!FaultRule.isId(entry.key())) {
            words.add(
                    entry.keyNode(),
                    path
                            + " must have a name of 1 to 64 lower-case letters, digits and hyphens that begins with a letter"
                            + " or digit");
        }
        Map<String, YamlWords.Entry> parts =
                words.mapping(entry.value(), path, "{ summary: ..., rules: { slow: { at: ..., fault: ... } } }");
        if (parts == null) {
            return null;
        }
        YamlFile.refuseUnknown(parts, KEYS, path, words);
        Word summary = parts.containsKey("summary")
                ? words.word(parts.get("summary").value(), path + ".summary")
                : missing("summary", "what happens, in one sentence");
        List<ParameterDescriptor> parameters = parameters(parts.get("parameters"));
        Set<String> needs = needs(parts.get("needs"));
        List<YamlWords.Entry> rules = rules(parts.get("rules"), parameters);
        if (findings.size() > before || summary == null) {
            return null;
        }
        YamlIncident incident = new YamlIncident(entry.key(), summary.text(), source, parameters, needs, points, rules);
        checkRules(incident);
        return incident;
    }

    private @Nullable Word missing(String key, String what) {
        words.add(entry.keyNode(), path + "." + key + " is missing; say " + what);
        return null;
    }

    private List<ParameterDescriptor> parameters(YamlWords.@Nullable Entry group) {
        List<ParameterDescriptor> parameters = new ArrayList<>();
        Map<String, YamlWords.Entry> entries = group == null
                ? null
                : words.mapping(group.value(), path + ".parameters", "duration: { type: duration, default: 30s }");
        if (entries != null) {
            for (YamlWords.Entry parameter : entries.values()) {
                ParameterDescriptor read =
                        new IncidentParameterNode(words, parameter, path + ".parameters", findings).read();
                if (read != null) {
                    parameters.add(read);
                }
            }
        }
        return parameters;
    }

    private Set<String> needs(YamlWords.@Nullable Entry group) {
        List<Word> names = group == null ? null : words.list(group.value(), path + ".needs", "[chaos-jdbc]");
        Set<String> needs = new TreeSet<>();
        if (names != null) {
            names.forEach(name -> needs.add(name.text()));
        }
        return needs;
    }

    private List<YamlWords.Entry> rules(YamlWords.@Nullable Entry group, List<ParameterDescriptor> parameters) {
        if (group == null) {
            missing("rules", "which rules make it up");
            return List.of();
        }
        Map<String, YamlWords.Entry> rules =
                words.mapping(group.value(), path + ".rules", "slow: { at: ..., fault: ... }");
        if (rules == null) {
            return List.of();
        }
        if (rules.isEmpty()) {
            words.add(group.keyNode(), path + ".rules was empty but must hold at least one rule");
        }
        List<String> known = parameters.stream().map(ParameterDescriptor::name).toList();
        Set<Node> checked = Collections.newSetFromMap(new IdentityHashMap<>());
        rules.values().forEach(rule -> checkPlaces(rule.value(), known, checked));
        return List.copyOf(rules.values());
    }

    /** Each node once: an alias may lead back to where it stands. */
    private void checkPlaces(Node node, List<String> known, Set<Node> checked) {
        if (!checked.add(node)) {
            return;
        }
        if (node instanceof ScalarNode scalar) {
            for (String name : Placeholders.named(scalar.getValue())) {
                if (!known.contains(name)) {
                    String all = known.isEmpty() ? "; it has none" : "; it has " + Nearest.list(known, "and");
                    words.add(
                            node,
                            path + " names '" + Word.shown(name) + "', which is none of its parameters"
                                    + Nearest.hint(name, known, all));
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(value -> checkPlaces(value, known, checked));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                checkPlaces(tuple.getKeyNode(), known, checked);
                checkPlaces(tuple.getValueNode(), known, checked);
            }
        }
    }

    /** With the defaults, where there are any and the modules are here: what is wrong then is wrong always. */
    private void checkRules(YamlIncident incident) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ParameterDescriptor parameter : incident.parameters()) {
            if (parameter.fallback() == null) {
                return;
            }
            values.put(parameter.name(), parameter.fallback());
        }
        if (FaultCatalogue.process().modules().containsAll(incident.needs())) {
            RuleReader reader = new RuleReader(points);
            incident.rules(values, findings).forEach(draft -> reader.read(draft, findings));
        }
    }
}
