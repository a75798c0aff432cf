package org.bluemarble.sample.game;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bluemarble.sample.game.start.CommandLines;
import org.bluemarble.sample.game.start.Leash;
import org.bluemarble.sample.game.supervisor.RestartStorm;
import org.bluemarble.sample.game.supervisor.ServerLaunch;
import org.bluemarble.sample.game.supervisor.Supervisor;
import org.bluemarble.sample.game.supervisor.SupervisorEvent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a game server in a JVM of its own and starts it again whenever it dies. */
@Command(
        name = "supervisor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Keeps a game server JVM alive, on the same port; ends it when it ends itself.",
        footer = {
            "",
            "Example: java -cp ... org.bluemarble.sample.game.SupervisorMain --port 7777"
                    + " --jvm-arg=-javaagent:chaos-agent.jar -- --server naive"
        })
public final class SupervisorMain implements Callable<Integer> {
    @Mixin
    private DatabaseChoice databaseChoice = new DatabaseChoice();

    @Option(
            names = "--jvm-arg",
            paramLabel = "ARG",
            description = "argument for the server's JVM; may be given several times")
    private List<String> jvmArgs = new ArrayList<>();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "game port on 127.0.0.1; 0 takes any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "append the server's log here (default: standard error)")
    private @Nullable Path log;

    @Option(
            names = "--give-up-after",
            paramLabel = "N",
            defaultValue = "6",
            description = "deaths within 30 s that end the restarts (default: ${DEFAULT-VALUE})")
    private int deaths;

    @Option(names = "--leashed", description = "stop when standard input ends, that is when the starter is gone")
    private boolean isLeashed;

    @Parameters(paramLabel = "SERVER-OPTION", description = "after --: options of the game server, see its --help")
    private List<String> serverArgs = new ArrayList<>();

    SupervisorMain() {}

    /**
     * Runs the command; see {@code --help}.
     *
     * @param args options
     */
    public static void main(String[] args) {
        System.exit(CommandLines.run(new SupervisorMain(), args));
    }

    @Override
    public Integer call() throws Exception {
        RestartStorm storm = new RestartStorm(deaths, RestartStorm.usual().window());
        try (DatabaseChoice.Database database = databaseChoice.open()) {
            List<String> args = new ArrayList<>(serverArgs);
            args.addAll(List.of("--jdbc-url", database.url()));
            try (Supervisor supervisor =
                    Supervisor.start(new ServerLaunch(jvmArgs, args, port, log, storm), SupervisorMain::print)) {
                Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop"));
                if (isLeashed) {
                    Leash.hold(line -> {}, supervisor::close);
                }
                supervisor.awaitEnd();
                return supervisor.hasGivenUp() ? 1 : 0;
            }
        }
    }

    private static void print(SupervisorEvent event) {
        if (event instanceof SupervisorEvent.Ready ready) {
            System.out.println(ready.ready());
        } else if (event instanceof SupervisorEvent.Died died) {
            System.out.println("died pid=" + died.pid() + " status=" + died.exitStatus() + " at=" + died.at());
        } else if (event instanceof SupervisorEvent.GaveUp gaveUp) {
            System.out.println("gave up: " + gaveUp.why());
        } else {
            throw new IllegalStateException("event was " + event.getClass() + ", which nobody prints");
        }
    }
}
