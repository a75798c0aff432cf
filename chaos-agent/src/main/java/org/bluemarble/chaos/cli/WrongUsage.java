package org.bluemarble.chaos.cli;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command as it was typed: the parser's words are those of who wrote the command. */
final class WrongUsage {

    private WrongUsage() {}

    static String line(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        ArgSpec argument = wrong.getArgSpec();
        if (argument instanceof OptionSpec option && wrong.getValue() != null && option.type() == long.class) {
            return option.longestName() + " was '" + wrong.getValue() + "' but must be a whole number";
        }
        return String.valueOf(wrong.getMessage());
    }

    private static String unmatched(UnmatchedArgumentException wrong) {
        List<String> near = wrong.getSuggestions();
        String hint = near.isEmpty() ? "" : "; did you mean '" + near.get(0) + "'?";
        String word = wrong.getUnmatched().get(0);
        if (wrong.isUnknownOption()) {
            return word + " is no option here" + hint;
        }
        boolean command = wrong.getCommandLine().getParent() == null;
        return "'" + word + "'" + (command ? " is no command" : " is one word too many") + hint;
    }
}
