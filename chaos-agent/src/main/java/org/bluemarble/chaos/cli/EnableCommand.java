package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Switches a rule's flag on. */
@Command(
        name = "enable",
        description =
                "Switches the flag of an armed rule on, until 'release': it acts on calls that begin from now on.",
        footer = "  " + ChaosCommand.NAME + " enable 4711 lose-ack")
final class EnableCommand extends TargetCommand {

    @Parameters(index = "1", paramLabel = "ID", description = "The rule's id.")
    private String id = "";

    @Override
    int run(ChaosConnection chaos) {
        return chaos.ask(bean -> {
            bean.enable(id);
            return done(ok().with("enabled", id), "enabled " + id);
        });
    }
}
