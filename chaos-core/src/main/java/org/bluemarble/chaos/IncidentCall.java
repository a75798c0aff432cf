package org.bluemarble.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * An incident that somebody asks for, with a value for each of its parameters.
 *
 * @param incident which
 * @param values what was given or is the default, by parameter
 */
record IncidentCall(Incident incident, Map<String, String> values) {

    /** Returns null, and adds every problem, if there is no such incident or a parameter is wrong or missing. */
    static @Nullable IncidentCall read(String line, Findings findings) {
        IncidentLine parsed = IncidentLine.parse(line, findings);
        Incident incident = parsed == null ? null : incident(parsed.name(), findings);
        if (parsed == null || incident == null) {
            return null;
        }
        int before = findings.size();
        List<String> known =
                incident.parameters().stream().map(ParameterDescriptor::name).toList();
        Map<String, Word> words =
                EntryReader.byKey(parsed.settings(), known, known, Incident.PREFIX + incident.name(), findings);
        Map<String, String> values = new LinkedHashMap<>();
        for (ParameterDescriptor parameter : incident.parameters()) {
            Word word = words.get(parameter.name());
            if (word != null) {
                new ParameterReader(parameter, findings).read(word);
                values.put(parameter.name(), word.text());
            } else if (parameter.fallback() == null) {
                findings.add(parsed.name().position(), parameter.name() + " is missing: " + parameter.summary());
            } else {
                values.put(parameter.name(), parameter.fallback());
            }
        }
        return findings.size() == before ? new IncidentCall(incident, values) : null;
    }

    private static @Nullable Incident incident(Word name, Findings findings) {
        Optional<Incident> known = IncidentCatalogue.process().find(name.text());
        if (known.isEmpty()) {
            List<String> names = IncidentCatalogue.process().incidents().stream()
                    .map(Incident::name)
                    .toList();
            String others = names.isEmpty()
                    ? "; none is known here: chaos-yaml brings them"
                    : "; known are " + Nearest.list(names, "and");
            findings.refuse(name, ", which is no known incident" + Nearest.hint(name.text(), names, others));
        }
        return known.orElse(null);
    }

    /** {@return the incident with the defaults of its parameters; empty if one of them must be given} */
    static Optional<IncidentCall> byDefault(Incident incident) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ParameterDescriptor parameter : incident.parameters()) {
            if (parameter.fallback() == null) {
                return Optional.empty();
            }
            values.put(parameter.name(), parameter.fallback());
        }
        return Optional.of(new IncidentCall(incident, values));
    }

    List<RuleDraft> drafts() {
        return incident.rules(values);
    }

    WrittenRules rules() {
        return new WrittenRules(source(), drafts(), incident.points());
    }

    String source() {
        return "incident '" + incident.name() + "'";
    }
}
