package org.bluemarble.chaos.cli;

import java.util.List;
import picocli.CommandLine.Parameters;

/** A command with a rule at its end; what a shell cut into words for want of quotes is put together again. */
abstract class RuleCommand extends TargetCommand {

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "RULE",
            description = "A rule in one line:  id: point[attribute=value] fault key=value ...")
    private List<String> words = List.of();

    final String rule() {
        return String.join(" ", words);
    }
}
