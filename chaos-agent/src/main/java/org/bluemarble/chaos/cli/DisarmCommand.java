package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Disarms one rule or all of them. */
@Command(
        name = "disarm",
        description = "Disarms a rule: calls that wait are released, and no injection of it begins any more.",
        footer = {"  " + ChaosCommand.NAME + " disarm 4711 lose-ack", "  " + ChaosCommand.NAME + " disarm 4711 --all"})
final class DisarmCommand extends TargetCommand {

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The rule's id.")
    private String id = "";

    @Option(names = "--all", description = "Every rule.")
    private boolean all;

    @Override
    int run(ChaosConnection chaos) {
        if (all == !id.isEmpty()) {
            throw CommandFailure.usage("disarm needs either the ID of a rule or --all");
        }
        if (all) {
            int count = chaos.ask(bean -> bean.disarmAll());
            return done(ok().with("disarmed", count), "disarmed " + count + (count == 1 ? " rule" : " rules"));
        }
        if (!chaos.ask(bean -> bean.disarm(id))) {
            throw CommandFailure.refused("no rule '" + id + "' is armed in " + targetName());
        }
        return done(ok().with("disarmed", 1), "disarmed " + id);
    }
}
