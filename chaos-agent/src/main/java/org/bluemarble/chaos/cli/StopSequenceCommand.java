package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;

/** Stops a sequence. */
@Command(
        name = "stop-sequence",
        description = "Stops a sequence: what it has armed is disarmed, and no act follows.",
        footer = "  " + ChaosCommand.NAME + " stop-sequence 4711 evening")
final class StopSequenceCommand extends SequenceCommand {

    @Override
    int run(ChaosConnection chaos) {
        if (!chaos.ask(bean -> bean.stopSequence(name()))) {
            throw CommandFailure.refused("no sequence '" + name() + "' runs in " + targetName());
        }
        return done(ok().with("stopped", name()), "stopped " + name());
    }
}
