package org.bluemarble.chaos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.sample.game.GameServerMain;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares how long JVMs take to start, and what processor time that costs, with and without the agent, in turn. */
@Command(
        name = "start-up",
        mixinStandardHelpOptions = true,
        description = "Compares the start of an empty program and of the sample server with and without the agent.")
final class StartUp implements Callable<Integer> {

    @Option(names = "--agent", required = true, paramLabel = "JAR", description = "chaos-agent.jar")
    private Path agent = Path.of("");

    @Option(names = "--runs", defaultValue = "15", description = "rounds (default: ${DEFAULT-VALUE})")
    private int runs;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(agent)) {
            throw new IOException("--agent was " + agent + " but must be a file; build it with: mvn -B package");
        }
        compare("empty main", this::emptyMain);
        try (PostgresServer database = PostgresServer.builder().start()) {
            compare("sample server", jar -> sampleServer(jar, database));
        }
        return 0;
    }

    private void compare(String name, Program program) throws IOException, InterruptedException {
        Taken without = new Taken();
        Taken with = new Taken();
        // The first start of each reads files that the others find in the page cache, and makes the tables.
        program.start(null);
        program.start(agent);
        for (int round = 0; round < runs; round++) {
            without.add(program.start(null));
            with.add(program.start(agent));
        }
        System.out.printf("%s, medians of %d starts, and where the middle half lies:%n", name, runs);
        System.out.println("  without the agent  " + without);
        System.out.println("  with the agent     " + with);
        System.out.printf(
                Locale.ROOT,
                "  added              %s ms wall, %s ms CPU%n",
                with.wall.minus(without.wall).summary("%.0f"),
                with.cpu.minus(without.cpu).summary("%.0f"));
    }

    private long[] emptyMain(@Nullable Path jar) throws IOException, InterruptedException {
        long cpu = ChildJvm.endedChildrenCpuMillis();
        long start = System.nanoTime();
        try (ChildJvm child = ChildJvm.start(jar, EmptyMain.class)) {
            child.awaitEnd();
            return new long[] {millisSince(start), ChildJvm.endedChildrenCpuMillis() - cpu};
        }
    }

    /** Until players can come. */
    private static long[] sampleServer(@Nullable Path jar, PostgresServer database)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (ChildJvm child =
                ChildJvm.start(jar, GameServerMain.class, "--leashed", "--jdbc-url", database.jdbcUrl())) {
            child.awaitLine("ready");
            return new long[] {millisSince(start), child.cpuMillis()};
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Starts a program, with or without the agent. */
    private interface Program {

        /** {@return milliseconds on the wall and of processor time} */
        long[] start(@Nullable Path jar) throws IOException, InterruptedException;
    }

    /** What several starts took. */
    private static final class Taken {

        private final Samples wall = new Samples();
        private final Samples cpu = new Samples();

        void add(long[] start) {
            wall.add((double) start[0]);
            cpu.add((double) start[1]);
        }

        @Override
        public String toString() {
            return wall.summary("%.0f") + " ms wall, " + cpu.summary("%.0f") + " ms CPU";
        }
    }
}
