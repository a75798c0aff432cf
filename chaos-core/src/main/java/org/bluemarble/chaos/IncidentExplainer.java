package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.spi.Findings;

/** Says what an incident consists of and whether it could be armed, or how its armed rules fare. */
final class IncidentExplainer {

    private final Chaos engine;

    IncidentExplainer(Chaos engine) {
        this.engine = engine;
    }

    Explanation explain(String line) {
        IncidentLine parsed = IncidentLine.parse(line, new Findings());
        Optional<ArmedIncident> armed = parsed == null
                ? Optional.empty()
                : engine.incidents().armed(parsed.name().text());
        return armed.map(incident -> armed(line, incident)).orElseGet(() -> described(line));
    }

    private Explanation armed(String line, ArmedIncident armed) {
        List<Explanation.Line> lines = new ArrayList<>();
        lines.add(what(armed.incident()));
        armed.rules().forEach(rule -> lines.add(new Explanation.Line("rule", state(rule))));
        return new Explanation(line, List.of(), null, List.of(), null, lines);
    }

    private Explanation described(String line) {
        List<Problem> problems = engine.incidents().check(line);
        IncidentCall call = IncidentCall.read(line, new Findings());
        if (call == null) {
            return new Explanation(line, problems, null, List.of(), null, List.of());
        }
        List<Explanation.Line> lines = new ArrayList<>();
        lines.add(what(call.incident()));
        for (ParameterDescriptor parameter : call.incident().parameters()) {
            String value = call.values().getOrDefault(parameter.name(), "");
            lines.add(new Explanation.Line(
                    "with", parameter.name() + "=" + (value.isEmpty() ? "(any)" : value) + ": " + parameter.summary()));
        }
        rules(call).forEach(rule -> lines.add(new Explanation.Line("rule", rule)));
        return new Explanation(line, problems, null, List.of(), null, lines);
    }

    private static Explanation.Line what(Incident incident) {
        return new Explanation.Line("what", incident.summary() + " (" + incident.origin() + ")");
    }

    private String state(ArmedRule rule) {
        return rule.isArmed()
                ? engine.explain(rule.id()).text().replace("\n", "\n         ")
                : rule.rule().line() + "  (" + rule.end() + ")";
    }

    /** {@return the rules in one line each; of one that cannot be read here its id} */
    static List<String> rules(IncidentCall call) {
        RuleReader reader = new RuleReader(call.incident().points());
        return call.drafts().stream()
                .map(draft -> {
                    FaultRule rule = reader.read(draft, new Findings());
                    return rule == null ? draft.id().text() : rule.line();
                })
                .toList();
    }
}
