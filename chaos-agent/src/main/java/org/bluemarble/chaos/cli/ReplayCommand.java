package org.bluemarble.chaos.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** Says how a replay goes. */
@Command(
        name = "replay",
        description = {
            "Says in what a JVM that replays a journal differs from it so far.",
            "Such a JVM is started with -javaagent:chaos-agent.jar=replay=FILE."
        },
        footer = "  " + ChaosCommand.NAME + " replay 4711")
final class ReplayCommand extends TargetCommand {

    @Override
    int run(ChaosConnection chaos) {
        if (!chaos.ask(bean -> bean.isReplaying())) {
            throw CommandFailure.refused(targetName() + " replays nothing; start it with"
                    + " -javaagent:chaos-agent.jar=replay=FILE, where FILE is what journal wrote");
        }
        List<String> differences = List.of(chaos.ask(bean -> bean.getReplayDifferences()));
        return done(
                ok().with("differences", differences),
                differences.isEmpty() ? "everything came as it was recorded" : String.join("\n", differences));
    }
}
