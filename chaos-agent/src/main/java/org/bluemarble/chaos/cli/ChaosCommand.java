package org.bluemarble.chaos.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.bluemarble.chaos.FaultCatalogue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code java -jar chaos-agent.jar}: finds JVMs on this machine and controls chaos in them. Opens no port and needs none:
 * it reaches a local JVM through the attach mechanism, and a remote one through that JVM's own secured JMX.
 */
@Command(
        name = ChaosCommand.NAME,
        description = "Arms, watches and ends fault rules in running JVMs.",
        mixinStandardHelpOptions = true,
        versionProvider = ChaosCommand.Version.class,
        subcommands = {
            PsCommand.class,
            AttachCommand.class,
            StatusCommand.class,
            ArmCommand.class,
            ExplainCommand.class,
            WatchCommand.class,
            EnableCommand.class,
            DisableCommand.class,
            ReleaseCommand.class,
            IncidentsCommand.class,
            SequencesCommand.class,
            StartSequenceCommand.class,
            StopSequenceCommand.class,
            DisarmCommand.class,
            KillSwitchCommand.class,
            ResetCommand.class,
            DeclarePointCommand.class,
            UnweaveCommand.class,
            JournalCommand.class,
            ReplayCommand.class
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  " + ChaosCommand.NAME + " ps",
            "  " + ChaosCommand.NAME + " arm 4711 'lose-ack: jdbc.commit[table=trade] lost-ack limit=10 ttl=5m'",
            "  " + ChaosCommand.NAME + " watch 4711"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:the JVM refused the rule or operation",
            "2:wrong usage",
            "3:the JVM cannot be reached, or runs without the agent"
        })
public final class ChaosCommand implements Runnable {

    static final String NAME = "java -jar chaos-agent.jar";

    private static final int HELP_WIDTH = 120;

    /** The JDK's own setting for how long an RMI call may take. */
    private static final String RMI_RESPONSE_TIMEOUT = "sun.rmi.transport.tcp.responseTimeout";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ChaosCommand() {}

    /**
     * Runs a command and ends the JVM with its exit status: 0 done, 1 refused, 2 wrong usage, 3 not reachable.
     *
     * @param arguments as {@code --help} says
     */
    public static void main(String[] arguments) {
        if (System.getProperty(RMI_RESPONSE_TIMEOUT) == null) {
            // Otherwise a JVM that stops in the middle of an answer keeps the command waiting for ever.
            System.setProperty(RMI_RESPONSE_TIMEOUT, "20000");
        }
        int status = run(utf8(System.out), utf8(System.err), arguments);
        System.exit(status);
    }

    /** Scripts read the same bytes whatever the locale is. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /**
     * Runs a command.
     *
     * @return its exit status
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new ChaosCommand());
        line.setOut(out);
        line.setErr(err);
        // A rule is an argument like any other, whatever it begins with.
        line.setExpandAtFiles(false);
        // Examples are copied: none of them may be cut into two lines.
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setParameterExceptionHandler(ChaosCommand::wrongUsage);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        int status = line.execute(arguments);
        out.flush();
        err.flush();
        return status;
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("chaos: " + WrongUsage.line(wrong));
        command.getErr().println("try:   " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE;
    }

    private static int failed(Exception failure, CommandLine command) throws Exception {
        if (!(failure instanceof CommandFailure known)) {
            throw failure;
        }
        if (command.getParseResult() != null && command.getParseResult().hasMatchedOption("--json")) {
            command.getOut()
                    .println(Json.object()
                            .with("ok", false)
                            .with("status", known.exitStatus())
                            .with("error", known.getMessage()));
        }
        command.getErr().println("chaos: " + known.getMessage());
        return known.exitStatus();
    }

    /** Without a subcommand there is nothing to do but to say which ones there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw CommandFailure.usage("no command was given");
    }

    /** The version that {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"BlueMarble Chaos " + FaultCatalogue.VERSION};
        }
    }
}
