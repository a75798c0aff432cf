package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;

/** Shows an engine's state once. */
@Command(
        name = "status",
        description = "Shows the armed rules with their counters, the weaves, the ceiling and the latest changes.",
        footer = "  " + ChaosCommand.NAME + " status 4711")
final class StatusCommand extends TargetCommand {

    @Override
    int run(ChaosConnection chaos) {
        StatusReport report = chaos.ask(StatusReport::of);
        return done(report.json(), report.text(targetName()));
    }
}
