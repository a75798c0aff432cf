package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Switches a rule's flag off. */
@Command(
        name = "disable",
        description = "Switches the flag of an armed rule off: calls pass undisturbed until it is enabled again.",
        footer = "  " + ChaosCommand.NAME + " disable 4711 lose-ack")
final class DisableCommand extends TargetCommand {

    @Parameters(index = "1", paramLabel = "ID", description = "The rule's id.")
    private String id = "";

    @Override
    int run(ChaosConnection chaos) {
        return chaos.ask(bean -> {
            bean.disable(id);
            return done(ok().with("disabled", id), "disabled " + id);
        });
    }
}
