package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;

/** Takes the agent's code out. */
@Command(
        name = "unweave",
        description = {
            "Takes the agent's code out of every class, which then has its original bytecode, until the JVM ends.",
            "Rules at the points that were woven match nothing from then on, and are refused."
        },
        footer = "  " + ChaosCommand.NAME + " unweave 4711")
final class UnweaveCommand extends TargetCommand {

    @Override
    int run(ChaosConnection chaos) {
        int classes = chaos.ask(bean -> bean.unweave());
        return done(
                ok().with("classes", classes),
                classes == 0
                        ? "no class had code of the agent"
                        : "took the agent's code out of " + classes + (classes == 1 ? " class" : " classes"));
    }
}
