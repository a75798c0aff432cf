package org.bluemarble.chaos.cli;

import org.bluemarble.chaos.jmx.ChaosMXBean;
import picocli.CommandLine.Parameters;

/** A command that decides about the flag of one armed rule, or of an incident's rules. */
abstract class FlagCommand extends TargetCommand {

    @Parameters(index = "1", paramLabel = "ID", description = "The rule's id.")
    private String id = "";

    @Override
    final int run(ChaosConnection chaos) {
        return chaos.ask(bean -> decide(bean, id));
    }

    /** Decides, answers, and returns the exit status. */
    abstract int decide(ChaosMXBean chaos, String id);
}
