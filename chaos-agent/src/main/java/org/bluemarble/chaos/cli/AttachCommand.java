package org.bluemarble.chaos.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.agent.AgentOptions;
import org.bluemarble.chaos.launcher.ChaosLauncher;
import org.bluemarble.chaos.spi.Findings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads the agent into a JVM that runs already. */
@Command(
        name = "attach",
        description = {
            "Loads the agent into a JVM that runs already, which is then as if started with it.",
            "Where the agent is in it already, nothing changes; unless its options could not be read, so that nothing"
                    + " may be armed: then these are used."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ChaosCommand.Version.class,
        footerHeading = "%nExample:%n",
        footer = {
            "  " + ChaosCommand.NAME + " attach 4711",
            "  " + ChaosCommand.NAME + " attach 4711 config=chaos.yaml allow=crash+hang"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:the JVM or its agent refused", "2:wrong usage", "3:the JVM cannot be reached"})
final class AttachCommand implements Callable<Integer> {

    private static final String DONE = "done: ";
    private static final String REFUSED = "refused: ";

    @Parameters(index = "0", paramLabel = "PID", description = "The JVM's process id, as ps shows it.")
    private String pid = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "OPTION",
            description =
                    "What stands behind -javaagent:chaos-agent.jar= otherwise: config, ceiling, allow, seed, each as"
                            + " key=value. Paths are relative to the folder of this command.")
    private List<String> options = List.of();

    @Option(names = "--json", description = "Answer in JSON, one object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LocalJvm jvm = LocalJvm.of(pid, "");
        String read = read(String.join(",", options));
        List<String> said = jvm.load(jar(), read);
        List<String> refused = outcomes(said, REFUSED);
        if (!refused.isEmpty()) {
            throw CommandFailure.refused("JVM " + pid + ": " + String.join("; ", refused));
        }
        List<String> done = outcomes(said, DONE);
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? Json.object()
                                        .with("ok", true)
                                        .with("attached", jvm.pid())
                                        .with("said", done)
                                : "JVM " + pid + ": "
                                        + (done.isEmpty()
                                                ? "the agent is in it now, nothing is armed"
                                                : String.join("; ", done)));
        return ExitStatus.OK;
    }

    /** Looks at the options here already: a slip is corrected faster before they are in the other JVM. */
    private static String read(String text) {
        Findings findings = new Findings();
        AgentOptions read = AgentOptions.parse(text, findings);
        if (!findings.isEmpty()) {
            throw CommandFailure.usage(
                    new ChaosConfigurationException("agent options", findings.problems()).getMessage());
        }
        return read.textIn(Path.of("").toAbsolutePath());
    }

    private static Path jar() {
        try {
            return ChaosLauncher.ownJar().toPath().toAbsolutePath();
        } catch (IOException | URISyntaxException notFromTheJar) {
            throw CommandFailure.usage("attach works from the agent jar alone: " + notFromTheJar.getMessage());
        }
    }

    private static List<String> outcomes(List<String> said, String beginning) {
        return said.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }
}
