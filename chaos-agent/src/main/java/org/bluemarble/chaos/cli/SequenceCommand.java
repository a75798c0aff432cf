package org.bluemarble.chaos.cli;

import picocli.CommandLine.Parameters;

/** A command about one sequence. */
abstract class SequenceCommand extends TargetCommand {

    @Parameters(index = "1", paramLabel = "NAME", description = "The sequence's name.")
    private String name = "";

    final String name() {
        return name;
    }
}
