package org.bluemarble.chaos.cli;

import java.util.Arrays;
import java.util.List;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.bluemarble.chaos.jmx.IncidentInfo;
import picocli.CommandLine.Command;

/** Lists the named incidents. */
@Command(
        name = "incidents",
        description = {
            "Lists the named incidents: what they are, their parameters, and why one is not available here.",
            "'arm', 'disarm', 'enable', 'disable', 'release' and 'explain' take incident:NAME in place of a rule or id."
        },
        footer = {
            "  " + ChaosCommand.NAME + " incidents 4711",
            "  " + ChaosCommand.NAME + " arm 4711 incident:db-failover duration=10s",
            "  " + ChaosCommand.NAME + " disarm 4711 incident:db-failover"
        })
final class IncidentsCommand extends TargetCommand {

    @Override
    int run(ChaosConnection chaos) {
        List<IncidentInfo> incidents = Arrays.asList(chaos.ask(ChaosMXBean::getIncidents));
        Json answer = ok().with(
                        "incidents",
                        incidents.stream().map(IncidentsCommand::json).toList());
        return done(answer, text(incidents));
    }

    private static Json json(IncidentInfo incident) {
        return Json.object()
                .with("name", incident.getName())
                .with("summary", incident.getSummary())
                .with("origin", incident.getOrigin())
                .with("parameters", incident.getParameters())
                .with("rules", incident.getRules())
                .with("armed", incident.isArmed())
                .with("unavailable", incident.getUnavailable());
    }

    private static String text(List<IncidentInfo> incidents) {
        StringBuilder text = new StringBuilder();
        for (IncidentInfo incident : incidents) {
            line(text, "", incident.getName() + (incident.isArmed() ? " (armed)" : "") + ": " + incident.getSummary());
            if (incident.getUnavailable() != null) {
                line(text, "    ", "not available: " + incident.getUnavailable());
            }
            for (String parameter : incident.getParameters()) {
                line(text, "    ", parameter);
            }
        }
        return incidents.isEmpty() ? "no incident is known" : text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String indent, String words) {
        text.append(indent).append(words).append(System.lineSeparator());
    }
}
