package org.bluemarble.chaos.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bluemarble.chaos.FlagSource;
import org.bluemarble.chaos.Probability;
import org.bluemarble.chaos.agent.OneLine;
import org.bluemarble.chaos.jmx.CeilingInfo;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.bluemarble.chaos.jmx.EventInfo;
import org.bluemarble.chaos.jmx.RuleInfo;
import org.bluemarble.chaos.jmx.WeaveInfo;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/** An engine's state at one moment, in words and in JSON. */
record StatusReport(
        String name,
        String version,
        long seed,
        @Nullable String killed,
        CeilingInfo ceiling,
        long internalProblems,
        long injections,
        List<WeaveInfo> weaves,
        List<String> directCallers,
        List<RuleInfo> rules,
        List<EventInfo> events) {

    private static final int EVENTS_SHOWN = 8;

    static StatusReport of(ChaosMXBean chaos) {
        return new StatusReport(
                chaos.getName(),
                chaos.getVersion(),
                chaos.getSeed(),
                chaos.getKilledReason(),
                chaos.getCeiling(),
                chaos.getInternalProblems(),
                chaos.getInjections(),
                List.of(chaos.getWeaves()),
                List.of(chaos.getDirectCallers()),
                List.of(chaos.getRules()),
                List.of(chaos.getEvents()));
    }

    Json json() {
        return Json.object()
                .with("ok", true)
                .with("engine", name)
                .with("version", version)
                .with("seed", seed)
                .with("killed", killed)
                .with(
                        "ceiling",
                        Json.object()
                                .with("allowedDestructive", ceiling.getAllowedDestructive())
                                .with("protectedScopes", ceiling.getProtectedScopes())
                                .with("highestTtlMillis", ceiling.getHighestTtlMillis())
                                .with("highestShare", ceiling.getHighestShare())
                                .with("closed", ceiling.getClosed())
                                .with("highestPlayers", ceiling.getHighestPlayers())
                                .with("highestPlayerShare", ceiling.getHighestPlayerShare())
                                .with("pressureCaps", ceiling.getPressureCaps())
                                .with("hours", ceiling.getHours())
                                .with("dryRun", ceiling.isDryRun()))
                .with("internalProblems", internalProblems)
                .with("injections", injections)
                .with("rules", rules.stream().map(StatusReport::json).toList())
                .with("weaves", weaves.stream().map(StatusReport::json).toList())
                .with("directCallers", directCallers)
                .with("events", latestEvents().map(StatusReport::json).toList());
    }

    private static Json json(RuleInfo rule) {
        return Json.object()
                .with("id", rule.getId())
                .with("rule", rule.getRule())
                .with("point", rule.getPoint())
                .with("phase", rule.getPhase())
                .with("fault", rule.getFault())
                .with("enabled", rule.isEnabled())
                .with("decidedBy", rule.getDecidedBy())
                .with("decisions", rule.getDecisions())
                .with("armedAt", rule.getArmedAt())
                .with("expiresAt", rule.getExpiresAt())
                .with("selected", rule.getSelected())
                .with("triggered", rule.getTriggered())
                .with("preempted", rule.getPreempted())
                .with("overLimit", rule.getOverLimit())
                .with("injected", rule.getInjected())
                .with("done", rule.getDone())
                .with("cancelled", rule.getCancelled())
                .with("waiting", rule.getWaiting())
                .with("notSelected", rule.getNotSelected())
                .with("unknown", rule.getUnknown())
                .with("outOfScope", rule.getOutOfScope())
                .with("protected", rule.getProtected())
                .with("control", rule.getControl())
                .with("timeLeftMillis", rule.getTimeLeftMillis())
                .with("dryRun", rule.isDryRun())
                .with("gated", rule.getGated())
                .with("outsideHours", rule.getOutsideHours())
                .with("overPerSecond", rule.getOverPerSecond())
                .with("overPlayers", rule.getOverPlayers())
                .with("overDelay", rule.getOverDelay())
                .with("overConcurrent", rule.getOverConcurrent())
                .with("refusedBlocking", rule.getRefusedBlocking())
                .with("pretended", rule.getPretended())
                .with("remark", rule.getRemark());
    }

    private static Json json(WeaveInfo weave) {
        return Json.object()
                .with("name", weave.getName())
                .with("points", weave.getPoints())
                .with("state", weave.getState())
                .with("detail", weave.getDetail());
    }

    private static Json json(EventInfo event) {
        return Json.object()
                .with("sequence", event.getSequence())
                .with("time", event.getTime())
                .with("kind", event.getKind())
                .with("rule", event.getRule())
                .with("actor", event.getActor())
                .with("text", event.getText());
    }

    String text(String target) {
        return head(target) + weaveTable() + ruleTable() + eventTable();
    }

    /** What changes while one watches. */
    String liveText(String target) {
        return head(target) + ruleTable() + eventTable();
    }

    private String head(String target) {
        String line = System.lineSeparator();
        return target + "  engine " + name + "  version " + version + "  seed " + seed + "  injections " + injections
                + (internalProblems == 0 ? "" : "  INTERNAL PROBLEMS " + internalProblems + ", see its standard error")
                + line + "ceiling  " + ceilingWords() + line
                + (killed == null ? "" : "KILL SWITCH THROWN: " + killed + "; 'reset' permits arming again" + line)
                + line;
    }

    private String ceilingWords() {
        if (ceiling.getClosed() != null) {
            return "permits nothing: " + ceiling.getClosed();
        }
        String[] destructive = ceiling.getAllowedDestructive();
        return "ttl up to " + Units.text(Duration.ofMillis(ceiling.getHighestTtlMillis())) + ", share up to "
                + Units.text(new Probability(ceiling.getHighestShare())) + ", destructive faults: "
                + (destructive.length == 0 ? "none" : String.join(", ", destructive))
                + (ceiling.getHighestPlayers() < 0 ? "" : ", players up to " + ceiling.getHighestPlayers())
                + (ceiling.getHours() == null ? "" : ", hours " + ceiling.getHours())
                + (ceiling.isDryRun() ? ", dry run alone: no call is disturbed" : "")
                + (ceiling.getPressureCaps().length == 0
                        ? ""
                        : ", pressure up to " + String.join(", ", ceiling.getPressureCaps()))
                + (ceiling.getProtectedScopes().length == 0
                        ? ""
                        : ", never calls with " + String.join(" or ", ceiling.getProtectedScopes()));
    }

    private String ruleTable() {
        if (rules.isEmpty()) {
            return "no rule is armed" + System.lineSeparator();
        }
        TextTable table = new TextTable(
                "RULE",
                "FLAG",
                "POINT",
                "FAULT",
                "PHASE",
                "ENDS IN",
                "SELECTED",
                "TRIGGERED",
                "INJECTED",
                "DONE",
                "CANCELLED",
                "UNDER WAY");
        for (RuleInfo rule : rules) {
            table.row(
                    rule.getId(),
                    flag(rule) + (rule.isDryRun() ? ", dry run" : ""),
                    rule.getPoint(),
                    rule.getFault(),
                    rule.getPhase(),
                    endsIn(rule),
                    Long.toString(rule.getSelected()),
                    Long.toString(rule.getTriggered()),
                    Long.toString(rule.getInjected()),
                    Long.toString(rule.getDone()),
                    Long.toString(rule.getCancelled()),
                    Long.toString(rule.getWaiting()));
        }
        return table.toString();
    }

    /** {@return the flag, and who decides about it unless it is as the rule was armed} */
    private static String flag(RuleInfo rule) {
        String state = rule.isEnabled() ? "on" : "off";
        return rule.getDecidedBy().equals(FlagSource.RULE.spelling()) ? state : state + " by " + rule.getDecidedBy();
    }

    /** {@return a point in time to the second: a person compares it with a clock, not with a log} */
    static String time(String exact) {
        return Instant.parse(exact).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@return a point in time to the millisecond, as logs have it; JSON has it exactly} */
    static String millis(String exact) {
        return Instant.parse(exact).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static String endsIn(RuleInfo rule) {
        // As that JVM measures it: its time of day may be another than this one's, and may have jumped.
        return spell(Duration.ofMillis(rule.getTimeLeftMillis()));
    }

    static String spell(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600
                ? seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s")
                : seconds / 3600 + "h" + (seconds / 60 % 60 == 0 ? "" : seconds / 60 % 60 + "m");
    }

    /** Weaves in libraries that this server does not use are one line, not thirty; JSON has them all. */
    private String weaveTable() {
        TextTable table = new TextTable("WEAVE", "STATE", "POINTS", "DETAIL");
        Set<String> absent = new LinkedHashSet<>();
        Set<String> removed = new LinkedHashSet<>();
        for (WeaveInfo weave : weaves) {
            String detail = weave.getDetail();
            String library = weave.getName().split(" ", 2)[0];
            if (weave.getState().equals(Weaves.State.ABSENT.name())) {
                absent.add(library);
            } else if (weave.getState().equals(Weaves.State.REMOVED.name())) {
                removed.add(library);
            } else {
                String points = String.join(" ", weave.getPoints());
                table.row(weave.getName(), weave.getState(), points, detail == null ? "" : detail);
            }
        }
        String line = System.lineSeparator();
        return (table.isEmpty() ? "" : table)
                + (absent.isEmpty() ? "" : "ABSENT: classes not loaded so far, of " + String.join(", ", absent) + line)
                + (removed.isEmpty()
                        ? ""
                        : "REMOVED: the agent's code was taken out again, of " + String.join(", ", removed) + line)
                + directCallers.stream()
                        .map(one -> "passed without woven code: " + one + line)
                        .collect(Collectors.joining())
                + (weaves.isEmpty() && directCallers.isEmpty() ? "" : line);
    }

    private String eventTable() {
        if (events.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable("CHANGED AT", "KIND", "RULE", "BY", "TEXT");
        latestEvents()
                .forEach(event -> table.row(
                        millis(event.getTime()),
                        event.getKind(),
                        rule(event),
                        event.getActor(),
                        OneLine.of(event.getText())));
        return System.lineSeparator() + table;
    }

    static String rule(EventInfo event) {
        String rule = event.getRule();
        if (rule == null) {
            // Its text names the sequence, whose rules have changes of their own.
            return event.getKind().startsWith("SEQUENCE_") ? "-" : "all";
        }
        return rule;
    }

    private Stream<EventInfo> latestEvents() {
        return events.stream().skip(Math.max(0, events.size() - EVENTS_SHOWN));
    }
}
