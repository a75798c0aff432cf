package org.bluemarble.sample.game.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to start the game server's JVM.
 *
 * @param jvmArgs given to {@code java} before the main class, for example {@code -javaagent:chaos-agent.jar}
 * @param serverArgs options of the game server without {@code --port} and {@code --leashed}, which the supervisor
 *     decides; must name a database that outlives the server
 * @param port game port for every incarnation, 0 for any free one
 * @param log file to append the server's standard error to, or null for the supervisor's own
 * @param storm when to stop restarting
 */
public record ServerLaunch(
        List<String> jvmArgs,
        List<String> serverArgs,
        int port,
        @Nullable Path log,
        RestartStorm storm) {
    // By name: the mains know this package, so this package does not know the mains.
    private static final String MAIN = "org.bluemarble.sample.game.GameServerMain";

    // A server that lives for seconds between two crashes gains more from a quick start than from the second compiler.
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    /** Copies the lists. */
    public ServerLaunch {
        jvmArgs = List.copyOf(jvmArgs);
        serverArgs = List.copyOf(serverArgs);
    }

    /** {@return a launch on any free port with the usual limit of restarts} */
    public static ServerLaunch of(List<String> jvmArgs, List<String> serverArgs) {
        return new ServerLaunch(jvmArgs, serverArgs, 0, null, RestartStorm.usual());
    }

    /** {@return the same launch with the server's standard error in a file} */
    public ServerLaunch loggingTo(Path file) {
        return new ServerLaunch(jvmArgs, serverArgs, port, file, storm);
    }

    /** {@return the same launch on a port of one's own choice} */
    public ServerLaunch on(int chosenPort) {
        return new ServerLaunch(jvmArgs, serverArgs, chosenPort, log, storm);
    }

    Process start(int fixedPort) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(QUICK_START);
        command.addAll(jvmArgs);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MAIN);
        command.addAll(serverArgs);
        command.addAll(List.of("--port", Integer.toString(fixedPort), "--leashed"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(
                log == null ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.appendTo(log.toFile()));
        return builder.start();
    }
}
