package org.bluemarble.chaos.cli;

import org.bluemarble.chaos.jmx.ChaosMXBean;
import picocli.CommandLine.Command;

/** Switches a rule's flag on. */
@Command(
        name = "enable",
        description =
                "Switches the flag of an armed rule on, until 'release': it acts on calls that begin from now on.",
        footer = "  " + ChaosCommand.NAME + " enable 4711 lose-ack")
final class EnableCommand extends FlagCommand {

    @Override
    int decide(ChaosMXBean chaos, String id) {
        chaos.enable(id);
        return done(ok().with("enabled", id), "enabled " + id);
    }
}
