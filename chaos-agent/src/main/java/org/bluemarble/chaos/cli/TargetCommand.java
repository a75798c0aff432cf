package org.bluemarble.chaos.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command about one engine: connects, asks, and answers in words or in JSON. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = ChaosCommand.Version.class,
        footerHeading = "%nExample:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:the JVM refused the rule or operation",
            "2:wrong usage",
            "3:the JVM cannot be reached, or runs without the agent"
        })
abstract class TargetCommand implements Callable<Integer> {

    @Mixin
    private Target target = new Target();

    @Option(names = "--json", description = "Answer in JSON, one object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() {
        try (ChaosConnection chaos = target.connect()) {
            return run(chaos);
        }
    }

    /** Does what the command is for and returns the exit status. */
    abstract int run(ChaosConnection chaos);

    /** Answers. */
    final int done(Json answer, String words) {
        say(json ? answer.toString() : words);
        return ExitStatus.OK;
    }

    final void say(String text) {
        out().println(text);
        out().flush();
    }

    final boolean json() {
        return json;
    }

    final String targetName() {
        return target.name();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    static Json ok() {
        return Json.object().with("ok", true);
    }
}
