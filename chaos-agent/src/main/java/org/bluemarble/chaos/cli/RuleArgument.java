package org.bluemarble.chaos.cli;

import java.util.List;
import picocli.CommandLine.Parameters;

/** A rule at the end of a command; what a shell cut into words because the quotes were forgotten is put together again. */
final class RuleArgument {

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "RULE",
            description = "A rule in one line:  id: point[attribute=value] fault key=value ...")
    private List<String> words = List.of();

    String line() {
        return String.join(" ", words);
    }
}
