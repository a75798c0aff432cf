package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts a sequence. */
@Command(
        name = "start-sequence",
        description = "Starts a sequence that is known: its first act is armed at once. 'sequences' lists them.",
        footer = "  " + ChaosCommand.NAME + " start-sequence 4711 evening")
final class StartSequenceCommand extends TargetCommand {

    @Parameters(index = "1", paramLabel = "NAME", description = "The sequence's name.")
    private String name = "";

    @Override
    int run(ChaosConnection chaos) {
        return chaos.ask(bean -> {
            bean.startSequence(name);
            return done(ok().with("started", name), "started " + name);
        });
    }
}
