package org.bluemarble.chaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Disarms everything until reset. */
@Command(
        name = "kill-switch",
        description = "Disarms every rule and refuses all others until reset.",
        footer = "  " + ChaosCommand.NAME + " kill-switch 4711 --reason 'players complain'")
final class KillSwitchCommand extends TargetCommand {

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "What those are told whose rules are refused.",
            defaultValue = "thrown from the command line")
    private String reason = "";

    @Override
    int run(ChaosConnection chaos) {
        int count = chaos.ask(bean -> bean.killSwitch(reason));
        return done(
                ok().with("disarmed", count),
                "kill switch thrown, " + count + (count == 1 ? " rule" : " rules")
                        + " disarmed; 'reset' permits arming again");
    }
}
