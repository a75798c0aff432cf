package org.bluemarble.chaos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bluemarble.chaos.servers.PostgresServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares whole JVMs: no agent, agent with nothing armed, agent with a rule at another point, agent with a rule at the
 * commit that matches no call. The JVMs of a run live side by side and trade one at a time, in turn and for a moment only,
 * so that whatever else the machine does falls on all of them alike; each turn is compared within itself.
 */
@Command(
        name = "transactions",
        mixinStandardHelpOptions = true,
        description = "Compares a transaction loop on HikariCP and PostgreSQL with and without the agent.")
final class Transactions implements Callable<Integer> {

    @Option(names = "--agent", required = true, paramLabel = "JAR", description = "chaos-agent.jar")
    private Path agent = Path.of("");

    @Option(names = "--runs", defaultValue = "9", description = "each with JVMs of its own (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--turns", defaultValue = "60", description = "in each run (default: ${DEFAULT-VALUE})")
    private int turns;

    @Option(
            names = "--millis",
            defaultValue = "500",
            description = "of trading in each turn (default: ${DEFAULT-VALUE})")
    private int millis;

    @Option(names = "--warm-up", defaultValue = "20", description = "turns before that (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--threads", defaultValue = "1", description = "that trade (default: ${DEFAULT-VALUE})")
    private int threads;

    private final List<Variant> variants = List.of(
            new Variant("no agent", false, null),
            new Variant("agent, disarmed", true, null),
            new Variant("agent, armed on another point", true, "elsewhere: bench.elsewhere latency 1ms ttl=50m"),
            new Variant(
                    "agent, armed on jdbc.commit, no match",
                    true,
                    "no-match: jdbc.commit[table=nothing] latency 1ms ttl=50m"));

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(agent)) {
            throw new IOException("--agent was " + agent + " but must be a file; build it with: mvn -B package");
        }
        try (PostgresServer database = PostgresServer.builder().start()) {
            for (int run = 1; run <= runs; run++) {
                run(database);
                System.out.println("run " + run);
                variants.forEach(variant -> System.out.println("  " + variant.lastRun()));
            }
        }
        System.out.println("medians of " + runs + " runs, and where their middle half lies");
        variants.forEach(variant -> System.out.println("  " + variant.allRuns()));
        return 0;
    }

    private void run(PostgresServer database) throws IOException, InterruptedException {
        List<ChildJvm> children = new ArrayList<>();
        try {
            for (Variant variant : variants) {
                children.add(variant.start(agent, database, threads));
            }
            for (ChildJvm child : children) {
                child.awaitLine(TransactionLoop.READY);
            }
            for (int turn = 0; turn < warmUp + turns; turn++) {
                turn(children, turn);
                if (turn >= warmUp) {
                    variants.forEach(variant -> variant.keepTurn(variants.get(0)));
                }
            }
        } finally {
            for (ChildJvm child : children) {
                child.close();
            }
        }
        variants.forEach(Variant::keepRun);
    }

    private void turn(List<ChildJvm> children, int turn) throws IOException {
        for (int i = 0; i < children.size(); i++) {
            // Another one begins each time: none has always the same neighbour's caches.
            int next = (turn + i) % children.size();
            children.get(next).tell(Integer.toString(millis));
            variants.get(next).read(children.get(next).awaitLine(TransactionLoop.RESULT));
        }
    }
}
