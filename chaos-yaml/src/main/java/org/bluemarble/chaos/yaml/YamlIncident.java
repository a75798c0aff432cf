package org.bluemarble.chaos.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.Incident;
import org.bluemarble.chaos.ParameterDescriptor;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;

/**
 * An incident whose rules are nodes of a file, read anew with each set of values: so what a value does to a rule is judged
 * where rules are judged, and nowhere else.
 *
 * @param rules the nodes, which are read and never changed
 */
record YamlIncident(
        String name,
        String summary,
        String origin,
        List<ParameterDescriptor> parameters,
        Set<String> needs,
        Set<String> points,
        List<YamlWords.Entry> rules)
        implements Incident {

    YamlIncident {
        parameters = List.copyOf(parameters);
        needs = Set.copyOf(needs);
        points = Set.copyOf(points);
        rules = List.copyOf(rules);
    }

    @Override
    public List<RuleDraft> rules(Map<String, String> values) {
        Findings findings = new Findings();
        List<RuleDraft> drafts = rules(values, findings);
        findings.throwIfAny("incident '" + name + "' (" + origin + ")");
        return drafts;
    }

    @Override
    public String toString() {
        return PREFIX + name;
    }

    List<RuleDraft> rules(Map<String, String> values, Findings findings) {
        YamlWords words = new YamlWords(findings, new Placeholders(values));
        List<RuleDraft> drafts = new ArrayList<>();
        for (YamlWords.Entry rule : rules) {
            RuleDraft draft = new RuleNode(words, rule, YamlWords.path("incidents", name), name + "-").draft();
            if (draft != null) {
                drafts.add(draft);
            }
        }
        return drafts;
    }
}
