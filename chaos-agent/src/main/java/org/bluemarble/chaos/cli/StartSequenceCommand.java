package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;

/** Starts a sequence. */
@Command(
        name = "start-sequence",
        description = "Starts a sequence that is known: its first act is armed at once. 'sequences' lists them.",
        footer = "  " + ChaosCommand.NAME + " start-sequence 4711 evening")
final class StartSequenceCommand extends SequenceCommand {

    @Override
    int run(ChaosConnection chaos) {
        return chaos.ask(bean -> {
            bean.startSequence(name());
            return done(ok().with("started", name()), "started " + name());
        });
    }
}
