package org.bluemarble.chaos;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/** Explains rules of one engine. */
final class Explainer {

    private final Chaos engine;

    Explainer(Chaos engine) {
        this.engine = engine;
    }

    Explanation explain(String lineOrId) {
        String asked = lineOrId.strip();
        if (IncidentLine.isIncident(asked)) {
            return new IncidentExplainer(engine).explain(asked);
        }
        if (FaultRule.isId(asked)) {
            return engine.rule(asked).map(this::armed).orElseGet(() -> notArmed(asked));
        }
        FaultRule rule = read(asked);
        return rule == null
                ? new Explanation(asked, engine.check(asked), null, List.of(), null, List.of())
                : engine.rule(rule.id())
                        .filter(armed -> armed.rule().equals(rule))
                        .map(this::armed)
                        .orElseGet(() -> described(asked, rule));
    }

    private static @Nullable FaultRule read(String line) {
        try {
            return FaultRule.parse(line);
        } catch (ChaosConfigurationException unreadable) {
            // The engine is asked for the problems instead: it knows of the kill switch and the ceiling, too.
            return null;
        }
    }

    private Explanation described(String asked, FaultRule rule) {
        PointReach reach = PointReach.of(rule.point());
        return new Explanation(asked, engine.check(asked), rule, reach.weaves(), null, about(rule, reach));
    }

    private Explanation armed(ArmedRule armed) {
        FaultRule rule = armed.rule();
        RuleCounters counters = armed.counters();
        PointReach reach = PointReach.of(rule.point());
        List<Explanation.Line> lines = about(rule, reach);
        lines.add(line(
                "armed",
                read(armed.armedAt()) + ", for another " + RuleWords.duration(armed.timeLeft()) + ", flag "
                        + (armed.isEnabled() ? "on" : "off") + (armed.isDryRun() ? ", dry run" : "")));
        lines.add(line("flag", armed.flag().words()));
        lines.add(line("calls", stages(counters)));
        new FiringDiagnosis(armed, counters, reach).sentences().forEach(sentence -> lines.add(line("why", sentence)));
        LatestCalls.of(armed).forEach(sentence -> lines.add(line("latest", sentence)));
        return new Explanation(rule.id(), List.of(), rule, reach.weaves(), counters, lines);
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
                return List.of(line("last", event.kind() + " " + read(event.time()) + " by " + event.actor()));
            }
        }
        return List.of();
    }

    private List<Explanation.Line> about(FaultRule rule, PointReach reach) {
        FaultCatalogue catalogue = FaultCatalogue.process();
        @Nullable
        FaultDescriptor fault =
                catalogue.fault(rule.fault().name(), rule.point()).orElse(null);
        List<Explanation.Line> lines = new ArrayList<>();
        @Nullable PointDescriptor point = catalogue.point(rule.point()).orElse(null);
        lines.add(line("what", RuleWords.fault(rule, fault, point)));
        lines.add(line("where", rule.point() + ": " + (point == null ? "not known here" : point.summary())));
        lines.add(line("which", RuleWords.selector(rule.selector())));
        lines.add(line("when", RuleWords.trigger(rule.trigger())));
        lines.add(line("bounds", RuleWords.bounds(rule.bounds(), rule.trigger())));
        lines.add(line("ceiling", RuleWords.ceiling(engine.ceiling(), fault)));
        lines.addAll(woven(reach));
        return lines;
    }

    /** Weaves in libraries that this server does not use are one line, not thirty. */
    private static List<Explanation.Line> woven(PointReach reach) {
        if (reach.weaves().isEmpty()) {
            return List.of(
                    line("woven", "nothing; server code passes this point itself, or through objects wrapped by us"));
        }
        List<Explanation.Line> lines = new ArrayList<>();
        Set<String> absent = new LinkedHashSet<>();
        Set<String> removed = new LinkedHashSet<>();
        for (Weaves.Weave weave : reach.weaves()) {
            if (weave.state() == Weaves.State.ABSENT) {
                absent.add(weave.library());
            } else if (weave.state() == Weaves.State.REMOVED) {
                removed.add(weave.library());
            } else {
                lines.add(line("woven", weave.state() + "  " + weave.name() + " (" + weave.detail() + ")"));
            }
        }
        if (!absent.isEmpty()) {
            lines.add(line("woven", "ABSENT  classes not loaded so far, of " + String.join(", ", absent)));
        }
        if (!removed.isEmpty()) {
            lines.add(line("woven", "REMOVED  the code was taken out again, of " + String.join(", ", removed)));
        }
        if (!reach.direct().isEmpty()) {
            lines.add(line("passed", "without woven code, by " + String.join(", ", reach.direct())));
        }
        return lines;
    }

    /** Stages that a rule has not, or at which nothing was lost, are left out. */
    private static String stages(RuleCounters calls) {
        StringBuilder stages = new StringBuilder()
                .append(calls.passed())
                .append(" passed, ")
                .append(calls.selected())
                .append(" selected, ");
        stage(stages, calls.gated(), " at a closed gate, ");
        stages.append(calls.triggered())
                .append(" triggered, ")
                .append(calls.preempted())
                .append(" preempted, ");
        stage(stages, calls.outsideHours(), " outside the ceiling's hours, ");
        stages.append(calls.overLimit()).append(" over the limit, ");
        stage(stages, calls.overPerSecond(), " over per-second, ");
        stage(stages, calls.overPlayers(), " over players, ");
        stage(stages, calls.overDelay(), " over total-delay, ");
        stage(stages, calls.overConcurrent(), " over concurrent, ");
        stage(stages, calls.dryRun(), " pretended, ");
        stage(stages, calls.refusedBlocking(), " refused on a loop's thread, ");
        return stages.append(calls.injected())
                .append(" injected, ")
                .append(calls.done())
                .append(" done, ")
                .append(calls.cancelled())
                .append(" cancelled, ")
                .append(calls.waiting())
                .append(" under way")
                .toString();
    }

    private static void stage(StringBuilder stages, long calls, String name) {
        if (calls > 0) {
            stages.append(calls).append(name);
        }
    }

    /** To the millisecond: what is finer is for machines, which read events. */
    private static Instant read(Instant exact) {
        return exact.truncatedTo(ChronoUnit.MILLIS);
    }

    private static Explanation.Line line(String topic, String text) {
        return new Explanation.Line(topic, text);
    }
}
