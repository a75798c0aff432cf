package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/** Explains rules of one engine, at one instant. */
final class Explainer {

    private final Chaos engine;
    private final Instant now;

    Explainer(Chaos engine, Instant now) {
        this.engine = engine;
        this.now = now;
    }

    Explanation explain(String lineOrId) {
        String asked = lineOrId.strip();
        if (FaultRule.isId(asked)) {
            return engine.rule(asked).map(this::armed).orElseGet(() -> notArmed(asked));
        }
        FaultRule rule;
        try {
            rule = RuleText.parse(asked);
        } catch (ChaosConfigurationException unreadable) {
            return new Explanation(asked, unreadable.problems(), null, List.of(), null, List.of());
        }
        Optional<ArmedRule> same =
                engine.rule(rule.id()).filter(armed -> armed.rule().equals(rule));
        return same.map(this::armed).orElseGet(() -> described(asked, rule));
    }

    private Explanation described(String asked, FaultRule rule) {
        List<Problem> problems = engine.check(rule);
        List<Weaves.Weave> weaves = weaves(rule.point());
        return new Explanation(asked, problems, rule, weaves, null, about(rule, weaves));
    }

    private Explanation armed(ArmedRule armed) {
        FaultRule rule = armed.rule();
        RuleCounters counters = armed.counters();
        List<Weaves.Weave> weaves = weaves(rule.point());
        List<Explanation.Line> lines = about(rule, weaves);
        Duration left = Duration.between(now, armed.expiresAt());
        lines.add(line(
                "armed",
                armed.armedAt() + ", for another " + RuleWords.duration(left) + ", flag "
                        + (armed.isEnabled() ? "on" : "off")));
        lines.add(line("calls", stages(counters)));
        new FiringDiagnosis(armed, counters, weaves, now)
                .sentences()
                .forEach(sentence -> lines.add(line("why", sentence)));
        return new Explanation(rule.id(), List.of(), rule, weaves, counters, lines);
    }

    private Explanation notArmed(String id) {
        List<String> ids = engine.rules().stream().map(ArmedRule::id).toList();
        Problem problem = new Problem(
                null,
                "id was '" + id + "' but must be that of an armed rule, or a whole rule; "
                        + (ids.isEmpty() ? "none is armed" : "armed: " + String.join(", ", ids)));
        return new Explanation(id, List.of(problem), null, List.of(), null, history(id));
    }

    /** What the audit still knows of a rule that is gone. */
    private List<Explanation.Line> history(String id) {
        List<ChaosEvent> events = engine.events();
        for (int i = events.size() - 1; i >= 0; i--) {
            ChaosEvent event = events.get(i);
            if (id.equals(event.rule())) {
                return List.of(line("last", event.kind() + " " + event.time() + " by " + event.actor()));
            }
        }
        return List.of();
    }

    private List<Explanation.Line> about(FaultRule rule, List<Weaves.Weave> weaves) {
        FaultCatalogue catalogue = FaultCatalogue.process();
        @Nullable
        FaultDescriptor fault =
                catalogue.fault(rule.fault().name(), rule.point()).orElse(null);
        List<Explanation.Line> lines = new ArrayList<>();
        lines.add(line("what", RuleWords.fault(rule, fault)));
        String point =
                catalogue.point(rule.point()).map(PointDescriptor::summary).orElse("not known here");
        lines.add(line("where", rule.point() + ": " + point));
        lines.add(line("which", RuleWords.selector(rule.selector())));
        lines.add(line("when", RuleWords.trigger(rule.trigger())));
        lines.add(line("bounds", RuleWords.bounds(rule.bounds())));
        lines.add(line("ceiling", RuleWords.ceiling(engine.ceiling(), fault)));
        weaves.forEach(weave -> lines.add(line("woven", state(weave))));
        if (weaves.isEmpty()) {
            lines.add(line("woven", "nothing; server code passes this point itself, or through objects wrapped by us"));
        }
        return lines;
    }

    private static String state(Weaves.Weave weave) {
        String detail = weave.detail() == null ? "" : " (" + weave.detail() + ")";
        return weave.state() + "  " + weave.name() + detail;
    }

    private static String stages(RuleCounters calls) {
        return calls.passed() + " passed, " + calls.selected() + " selected, " + calls.triggered() + " triggered, "
                + calls.preempted() + " preempted, " + calls.overLimit() + " over the limit, " + calls.injected()
                + " injected, " + calls.done() + " done, " + calls.cancelled() + " cancelled, " + calls.waiting()
                + " under way";
    }

    private static List<Weaves.Weave> weaves(String point) {
        return Weaves.all().stream()
                .filter(weave -> weave.points().contains(point))
                .toList();
    }

    private static Explanation.Line line(String topic, String text) {
        return new Explanation.Line(topic, text);
    }
}
