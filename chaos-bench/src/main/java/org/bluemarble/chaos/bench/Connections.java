package org.bluemarble.chaos.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Very many connections to a Netty server, with a latency on all of them: how late it ends, what it costs, and how the same
 * looks with a handler that sleeps and, if one is given, with a proxy in between.
 */
@Command(
        name = "connections",
        mixinStandardHelpOptions = true,
        description = "Measures a latency on very many connections of a Netty server.")
final class Connections implements Callable<Integer> {

    /** For what a JVM opens besides. */
    private static final int OTHER_FILES = 200;

    /** What Linux gives out as ports of one address, less some that others use. */
    private static final int PORTS = 25_000;

    @Option(names = "--agent", required = true, paramLabel = "JAR", description = "chaos-agent.jar")
    private Path agent = Path.of("");

    @Option(names = "--transport", defaultValue = "nio", description = "nio or epoll (default: ${DEFAULT-VALUE})")
    private String transport = "nio";

    @Option(names = "--loops", defaultValue = "1", description = "event loops (default: ${DEFAULT-VALUE})")
    private int loops;

    @Option(names = "--connections", defaultValue = "10000", description = "(default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--few",
            defaultValue = "1000",
            description = "connections where the others are compared (default: ${DEFAULT-VALUE})")
    private int few;

    @Option(names = "--delay", defaultValue = "100", description = "milliseconds (default: ${DEFAULT-VALUE})")
    private int delay;

    @Option(names = "--jitter", defaultValue = "20", description = "milliseconds (default: ${DEFAULT-VALUE})")
    private int jitter;

    @Option(
            names = "--period",
            defaultValue = "1000",
            description = "milliseconds between a connection's messages (default: ${DEFAULT-VALUE})")
    private int period;

    @Option(names = "--seconds", defaultValue = "10", description = "of each measurement (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "seconds before that (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--through",
            paramLabel = "COMMAND",
            description = {
                "a proxy that delays as --delay and --jitter say; {listen} and {target} stand for ports of 127.0.0.1, as in",
                "socat TCP-LISTEN:{listen},fork,reuseaddr,bind=127.0.0.1 TCP:127.0.0.1:{target}"
            })
    private @Nullable String through;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(agent)) {
            throw new IOException("--agent was " + agent + " but must be a file; build it with: mvn -B package");
        }
        check("--connections", connections);
        check("--few", few);
        String rule = String.format(Locale.ROOT, "all: netty.read latency %dms jitter=%dms ttl=50m", delay, jitter);
        List<Crowd> crowds = new ArrayList<>(List.of(
                new Crowd("no agent", connections),
                new Crowd("agent, disarmed", connections).under(agent),
                new Crowd("agent, latency on all", connections).under(agent).armed(rule),
                new Crowd("agent, latency on all", few).under(agent).armed(rule),
                new Crowd("a handler that sleeps", few).sleeping("* " + delay + " " + jitter)));
        if (through != null) {
            crowds.add(new Crowd("a proxy that delays", few).through(through));
        }
        for (Crowd crowd : crowds) {
            System.out.println(crowd + ", " + transport + ", " + loops + " loop(s)");
            crowd.measure(this);
        }
        return 0;
    }

    private static void check(String option, int wanted) throws IOException {
        long most = PORTS;
        String hint = "one address of the loopback interface has no more ports";
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() - OTHER_FILES < most) {
            most = system.getMaxFileDescriptorCount() - OTHER_FILES;
            hint = "this process may open " + system.getMaxFileDescriptorCount() + " files; raise that by ulimit -n "
                    + (wanted + OTHER_FILES);
        }
        if (wanted < 1 || wanted > most) {
            throw new IOException(option + " was " + wanted + " but must lie between 1 and " + most + "; " + hint);
        }
    }

    String transport() {
        return transport;
    }

    int loops() {
        return loops;
    }

    long periodMillis() {
        return period;
    }

    long millis() {
        return seconds * 1000L;
    }

    long warmUpMillis() {
        return warmUp * 1000L;
    }
}
