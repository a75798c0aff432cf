package org.bluemarble.chaos.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Disarms one rule or all of them. */
@Command(
        name = "disarm",
        description = "Disarms a rule: calls that wait are released, and no injection of it begins any more.",
        footer = {"  " + ChaosCommand.NAME + " disarm 4711 lose-ack", "  " + ChaosCommand.NAME + " disarm 4711 --all"})
final class DisarmCommand extends TargetCommand {

    /** One rule or all. */
    static final class Which {
        @Parameters(index = "1", paramLabel = "ID", description = "The rule's id.")
        private String id = "";

        @Option(names = "--all", description = "Every rule.")
        private boolean all;
    }

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Override
    int run(ChaosConnection chaos) {
        if (which.all) {
            int count = chaos.ask(bean -> bean.disarmAll());
            return done(ok().with("disarmed", count), "disarmed " + count + (count == 1 ? " rule" : " rules"));
        }
        if (!chaos.ask(bean -> bean.disarm(which.id))) {
            throw CommandFailure.refused("no rule '" + which.id + "' is armed in " + targetName());
        }
        return done(ok().with("disarmed", 1), "disarmed " + which.id);
    }
}
