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
 * What the others notice when one player is delayed: turns in which that player is and turns in which nobody is, one after
 * the other in the same JVM; the same with a handler that sleeps.
 */
@Command(
        name = "one-player",
        mixinStandardHelpOptions = true,
        description = "Compares the others' latencies while one player of a Netty server is delayed and while none is.")
final class OnePlayer implements Callable<Integer> {

    @Option(names = "--agent", required = true, paramLabel = "JAR", description = "chaos-agent.jar")
    private Path agent = Path.of("");

    @Option(names = "--transport", defaultValue = "nio", description = "nio or epoll (default: ${DEFAULT-VALUE})")
    private String transport = "nio";

    @Option(names = "--connections", defaultValue = "64", description = "players (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--delay", defaultValue = "500", description = "milliseconds (default: ${DEFAULT-VALUE})")
    private int delay;

    @Option(
            names = "--period",
            defaultValue = "10",
            description = "milliseconds between a player's messages (default: ${DEFAULT-VALUE})")
    private int period;

    @Option(names = "--turns", defaultValue = "30", description = "of each kind (default: ${DEFAULT-VALUE})")
    private int turns;

    @Option(names = "--millis", defaultValue = "1000", description = "of each turn (default: ${DEFAULT-VALUE})")
    private int millis;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            description = "turns of each before that (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(agent)) {
            throw new IOException("--agent was " + agent + " but must be a file; build it with: mvn -B package");
        }
        System.out.println("p0 of " + connections + " players is delayed by " + delay
                + " ms in every second turn; round trips" + " of the others in ms, medians of " + turns
                + " turns of each kind and where their middle half lies");
        compare(
                "agent, one rule for p0",
                agent,
                EchoServer.ARM,
                "p0: netty.read[player=p0] latency " + delay + "ms ttl=50m");
        compare("a handler that sleeps for p0", null, EchoServer.SLEEP, "p0 " + delay + " 0");
        return 0;
    }

    private void compare(String name, @Nullable Path jar, String word, String delaying)
            throws IOException, InterruptedException {
        Kind undisturbed = new Kind();
        Kind delayed = new Kind();
        Samples medianRatios = new Samples();
        Samples tailRatios = new Samples();
        // One loop: everybody stands where the player does who is delayed.
        try (ChildJvm server = ChildJvm.start(jar, EchoServer.class, transport, "1", word);
                PacedLoad load = new PacedLoad(Integer.parseInt(server.awaitLine(EchoServer.PORT)), connections, 0)) {
            for (int turn = -warmUp; turn < turns; turn++) {
                // The one begins as often as the other: what the machine does meanwhile falls on both.
                for (boolean armed : turn % 2 == 0 ? List.of(false, true) : List.of(true, false)) {
                    if (armed) {
                        server.ask(word, delaying);
                    }
                    // What is measured is a rule that is armed, not its arming.
                    Thread.sleep(500);
                    PacedLoad.Played played = load.play(millis, period);
                    server.ask(EchoServer.DISARM, "all");
                    load.settle(2L * delay);
                    if (turn >= 0) {
                        (armed ? delayed : undisturbed).keep(played);
                    }
                }
                if (turn >= 0) {
                    medianRatios.add(delayed.medians.last() / undisturbed.medians.last());
                    tailRatios.add(delayed.tails.last() / undisturbed.tails.last());
                }
            }
        }
        System.out.println(name);
        System.out.println("  nobody is delayed    " + undisturbed);
        System.out.println("  p0 is delayed        " + delayed);
        System.out.println("  ratio                median " + medianRatios.summary("%.3f") + ", 99th percentile "
                + tailRatios.summary("%.3f"));
    }

    /** All turns of one kind. */
    private static final class Kind {
        private final Samples rates = new Samples();
        private final Samples medians = new Samples();
        private final Samples tails = new Samples();

        void keep(PacedLoad.Played played) {
            rates.add(played.perSecond());
            medians.add(played.roundTripMillis().median());
            tails.add(played.roundTripMillis().quantile(0.99));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f messages/s, median %s, 99th percentile %s",
                    rates.median(),
                    medians.summary("%.3f"),
                    tails.summary("%.3f"));
        }
    }
}
