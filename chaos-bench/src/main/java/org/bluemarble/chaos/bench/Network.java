package org.bluemarble.chaos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares whole JVMs that echo over Netty: no agent, agent with nothing armed, agent with a rule for another player. They
 * live side by side and serve one at a time, in turn and for a moment only; each turn is compared within itself.
 */
@Command(
        name = "network",
        mixinStandardHelpOptions = true,
        description = "Compares a Netty echo server with and without the agent.")
final class Network implements Callable<Integer> {

    @Option(names = "--agent", required = true, paramLabel = "JAR", description = "chaos-agent.jar")
    private Path agent = Path.of("");

    @Option(names = "--transport", defaultValue = "nio", description = "nio or epoll (default: ${DEFAULT-VALUE})")
    private String transport = "nio";

    @Option(names = "--runs", defaultValue = "5", description = "each with JVMs of its own (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--turns", defaultValue = "40", description = "in each run (default: ${DEFAULT-VALUE})")
    private int turns;

    @Option(names = "--millis", defaultValue = "300", description = "of each turn (default: ${DEFAULT-VALUE})")
    private int millis;

    @Option(names = "--warm-up", defaultValue = "15", description = "turns before that (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--connections", defaultValue = "16", description = "players (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--pipelined",
            defaultValue = "16",
            description = "messages of each on the way (default: ${DEFAULT-VALUE})")
    private int pipelined;

    private final List<Server> servers = List.of(
            new Server("no agent", false, null),
            new Server("agent, disarmed", true, null),
            new Server("agent, one read rule, other player", true, "other: netty.read[player=x] latency 1ms ttl=50m"),
            new Server(
                    "agent, one message rule, other player",
                    true,
                    "other: netty.inbound[message=ByteBuf,player=x] latency 1ms ttl=50m"));

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(agent)) {
            throw new IOException("--agent was " + agent + " but must be a file; build it with: mvn -B package");
        }
        for (int run = 1; run <= runs; run++) {
            run();
            System.out.println("run " + run);
            servers.forEach(server -> System.out.println("  " + server.lastRun()));
        }
        System.out.println("medians of " + runs + " runs on " + transport + ", and where their middle half lies");
        servers.forEach(server -> System.out.println("  " + server.allRuns()));
        return 0;
    }

    private void run() throws IOException, InterruptedException {
        try {
            for (Server server : servers) {
                server.start();
            }
            for (int turn = 0; turn < warmUp + turns; turn++) {
                for (int i = 0; i < servers.size(); i++) {
                    // Another one begins each time: none has always the same neighbour's caches.
                    servers.get((turn + i) % servers.size()).play(turn >= warmUp);
                }
                if (turn >= warmUp) {
                    servers.forEach(server -> server.keepTurn(servers.get(0)));
                }
            }
        } finally {
            for (Server server : servers) {
                server.stop();
            }
        }
    }

    /** One way of running the server, and what it gave. */
    private final class Server {
        private final String name;
        private final boolean underAgent;
        private final @Nullable String rule;
        private @Nullable ChildJvm child;
        private @Nullable EchoLoad load;
        private double rate;
        private long cpuMillis;
        private double messages;
        private Samples rates = new Samples();
        private Samples ratios = new Samples();
        private final Samples runRates = new Samples();
        private final Samples runRatios = new Samples();
        private final Samples runCpu = new Samples();
        private double lastCpuMicros;

        Server(String name, boolean underAgent, @Nullable String rule) {
            this.name = name;
            this.underAgent = underAgent;
            this.rule = rule;
        }

        void start() throws IOException {
            ChildJvm started = ChildJvm.start(underAgent ? agent : null, EchoServer.class, transport, "1");
            child = started;
            load = new EchoLoad(Integer.parseInt(started.awaitLine(EchoServer.PORT)), connections, pipelined);
            if (rule != null) {
                started.ask(EchoServer.ARM, rule);
            }
        }

        void play(boolean measured) throws IOException, InterruptedException {
            if (load == null || child == null) {
                return;
            }
            long before = child.cpuMillis();
            rate = load.play(millis);
            if (measured) {
                cpuMillis += child.cpuMillis() - before;
                messages += rate * millis / 1e3;
            }
        }

        /** Processor time of a thousand messages, over the whole run: the clock that tells it ticks slowly. */
        private double cpuMicros() {
            return cpuMillis * 1e3 / messages * 1e3;
        }

        void keepTurn(Server base) {
            rates.add(rate);
            ratios.add(rate / base.rate);
        }

        void stop() throws InterruptedException {
            if (load != null) {
                load.close();
                load = null;
            }
            if (child != null) {
                child.close();
                child = null;
                runRates.add(rates.median());
                runRatios.add(ratios.median());
                lastCpuMicros = cpuMicros();
                runCpu.add(lastCpuMicros / servers.get(0).lastCpuMicros);
                rates = new Samples();
                ratios = new Samples();
                cpuMillis = 0;
                messages = 0;
            }
        }

        String lastRun() {
            return String.format(
                    Locale.ROOT,
                    "%-38s %8.0f messages/s, ratio %.3f, CPU per message %.3f",
                    name,
                    runRates.last(),
                    runRatios.last(),
                    runCpu.last());
        }

        String allRuns() {
            return String.format(
                    Locale.ROOT,
                    "%-38s %s messages/s, ratio %s, CPU per message %s",
                    name,
                    runRates.summary("%.0f"),
                    runRatios.summary("%.3f"),
                    runCpu.summary("%.3f"));
        }
    }
}
