package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;

/** Permits arming again. */
@Command(
        name = "reset",
        description = "Permits arming again after the kill switch. Arms nothing by itself.",
        footer = "  " + ChaosCommand.NAME + " reset 4711")
final class ResetCommand extends TargetCommand {

    @Override
    int run(ChaosConnection chaos) {
        return chaos.ask(bean -> {
            bean.reset();
            return done(ok(), "arming is permitted again");
        });
    }
}
