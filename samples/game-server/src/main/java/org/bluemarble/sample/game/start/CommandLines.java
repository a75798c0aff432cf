package org.bluemarble.sample.game.start;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How every command of the shard treats its arguments: a mistake gets one line on standard error and exit status 2. */
public final class CommandLines {
    /** Exit status for wrong arguments and for circumstances in which the command cannot start. */
    public static final int CANNOT_START = 2;

    private CommandLines() {}

    /**
     * Runs a picocli command.
     *
     * @return the exit status: the command's own, or {@link #CANNOT_START} after one line that says why
     */
    public static int run(Object command, String... args) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, wrong) -> refuse(e))
                .setExecutionExceptionHandler((e, commandLine, parsed) -> refuse(e))
                .execute(args);
    }

    private static int refuse(Exception e) throws Exception {
        // Settings are checked where they are kept; their texts are written for the operator.
        if (e instanceof CannotStartException
                || e instanceof ParameterException
                || e instanceof IllegalArgumentException) {
            System.err.println(e.getMessage() + suggestion(e));
            if (e instanceof ParameterException) {
                System.err.println("try --help");
            }
            return CANNOT_START;
        }
        throw e;
    }

    private static String suggestion(Exception e) {
        if (!(e instanceof UnmatchedArgumentException unmatched) || !unmatched.isUnknownOption()) {
            return "";
        }
        List<String> suggestions = unmatched.getSuggestions();
        return suggestions.isEmpty() ? "" : "; did you mean '" + suggestions.get(0) + "'?";
    }
}
