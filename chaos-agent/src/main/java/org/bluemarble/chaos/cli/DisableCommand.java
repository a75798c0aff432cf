package org.bluemarble.chaos.cli;

import org.bluemarble.chaos.jmx.ChaosMXBean;
import picocli.CommandLine.Command;

/** Switches a rule's flag off. */
@Command(
        name = "disable",
        description = "Switches the flag of an armed rule off: calls pass undisturbed until it is enabled again.",
        footer = "  " + ChaosCommand.NAME + " disable 4711 lose-ack")
final class DisableCommand extends FlagCommand {

    @Override
    int decide(ChaosMXBean chaos, String id) {
        chaos.disable(id);
        return done(ok().with("disabled", id), "disabled " + id);
    }
}
